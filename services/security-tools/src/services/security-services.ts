import type { Explanation } from '../findings/explanation.ts';
import type { Finding, FindingQuery } from '../findings/finding.ts';
import { type SecurityService, serviceNames } from '../findings/security-service.ts';
import { type ServiceFailure, serviceFailureOf } from './service-failure.ts';
import type { ServiceReader } from './service-reader.ts';

/** The result of reading one service. */
export type ServiceReading =
  | {
      readonly service: SecurityService;
      readonly status: 'enabled';
      readonly findings: readonly Finding[];
      readonly complete: boolean;
    }
  | { readonly service: SecurityService; readonly status: 'disabled' }
  | ({ readonly service: SecurityService } & ServiceFailure);

/** The result of looking up one finding. */
export type ServiceExplanation =
  | { readonly status: 'found'; readonly explanation: Explanation }
  | { readonly status: 'not_found' }
  | ServiceFailure;

/** Reads the security services. A service that fails has a status with a code, and the other services still answer. */
export type SecurityServices = {
  /** Reads some services, or all, in parallel. */
  read(
    query: FindingQuery,
    services?: readonly SecurityService[],
  ): Promise<readonly ServiceReading[]>;
  explain(service: SecurityService, findingId: string): Promise<ServiceExplanation>;
};

export type SecurityServicesOptions = {
  readonly readers: readonly ServiceReader[];
  /** Starts the time limit of one service, including its pages and retries. */
  timeLimit(): AbortSignal;
  /** Called for each service that failed, to log it. */
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
      const answer = await reader.read(query, options.timeLimit());
      if (!answer.enabled) return { service, status: 'disabled' };
      const { findings, complete } = answer;
      return { service, status: 'enabled', findings, complete };
    } catch (error) {
      return { service, ...failed(service, error) };
    }
  };

  return {
    read(query, services) {
      const asked = options.readers.filter(({ service }) => services?.includes(service) ?? true);
      return Promise.all(asked.map((reader) => readOne(reader, query)));
    },
    async explain(service, findingId) {
      const reader = options.readers.find((candidate) => candidate.service === service);
      if (reader === undefined) return { status: 'not_found' };
      try {
        const explanation = await reader.explain(findingId, options.timeLimit());
        return explanation === undefined
          ? { status: 'not_found' }
          : { status: 'found', explanation };
      } catch (error) {
        return failed(service, error);
      }
    },
  };
};
