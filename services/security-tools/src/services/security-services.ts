import type { Explanation } from '../findings/explanation.ts';
import type { Finding, FindingQuery } from '../findings/finding.ts';
import { type SecurityService, serviceNames } from '../findings/security-service.ts';
import { type ServiceFailure, serviceFailureOf } from './service-failure.ts';
import type { ServiceReader } from './service-reader.ts';

/** What reading one service came to. */
export type ServiceReading =
  | {
      readonly service: SecurityService;
      readonly status: 'enabled';
      readonly findings: readonly Finding[];
      readonly complete: boolean;
    }
  | { readonly service: SecurityService; readonly status: 'disabled' }
  | ({ readonly service: SecurityService } & ServiceFailure);

/** What looking for one finding came to. */
export type ServiceExplanation =
  | { readonly status: 'found'; readonly explanation: Explanation }
  | { readonly status: 'not_found' }
  | ServiceFailure;

/** The services behind the tools. Never throws for a service that fails: each answers for itself. */
export type SecurityServices = {
  /** Reads all services at once, or the one named. */
  read(query: FindingQuery, service?: SecurityService): Promise<readonly ServiceReading[]>;
  explain(service: SecurityService, findingId: string): Promise<ServiceExplanation>;
};

export type SecurityServicesOptions = {
  readonly readers: readonly ServiceReader[];
  /** Longest time that one service may take, its pages and retries included. */
  readonly timeoutMs: number;
  /** Told of each service that failed, for the log. */
  onFailure?(service: SecurityService, failure: ServiceFailure, error: unknown): void;
};

export const createSecurityServices = (options: SecurityServicesOptions): SecurityServices => {
  const failed = (service: SecurityService, error: unknown): ServiceFailure => {
    const failure = serviceFailureOf(error, serviceNames[service]);
    options.onFailure?.(service, failure, error);
    return failure;
  };

  const readOne = async (reader: ServiceReader, query: FindingQuery): Promise<ServiceReading> => {
    const { service } = reader;
    try {
      const answer = await reader.read(query, AbortSignal.timeout(options.timeoutMs));
      if (!answer.enabled) return { service, status: 'disabled' };
      const { findings, complete } = answer;
      return { service, status: 'enabled', findings, complete };
    } catch (error) {
      return { service, ...failed(service, error) };
    }
  };

  return {
    read(query, service) {
      const asked = options.readers.filter(
        (reader) => service === undefined || reader.service === service,
      );
      return Promise.all(asked.map((reader) => readOne(reader, query)));
    },
    async explain(service, findingId) {
      const reader = options.readers.find((candidate) => candidate.service === service);
      if (reader === undefined) return { status: 'not_found' };
      try {
        const explanation = await reader.explain(findingId, AbortSignal.timeout(options.timeoutMs));
        return explanation === undefined
          ? { status: 'not_found' }
          : { status: 'found', explanation };
      } catch (error) {
        return failed(service, error);
      }
    },
  };
};
