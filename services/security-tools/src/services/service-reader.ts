import type { Explanation } from '../findings/explanation.ts';
import type { Finding, FindingQuery } from '../findings/finding.ts';
import type { SecurityService } from '../findings/security-service.ts';

/** The answer of a service that can be read. */
export type ServiceAnswer =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly findings: readonly Finding[];
      /** False if the service has more findings than were read. */
      readonly complete: boolean;
    };

/** Reads one AWS security service. Throws the errors of its SDK client. */
export interface ServiceReader {
  readonly service: SecurityService;
  /** Active findings that match the query, in no particular order. */
  read(query: FindingQuery, signal: AbortSignal): Promise<ServiceAnswer>;
  /** A finding in any state. `undefined` if the service does not have it. */
  explain(findingId: string, signal: AbortSignal): Promise<Explanation | undefined>;
}
