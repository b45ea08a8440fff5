import type { Explanation } from '../findings/explanation.ts';
import type { Finding, FindingQuery } from '../findings/finding.ts';
import type { SecurityService } from '../findings/security-service.ts';

/** What a service answers when it can be read. */
export type ServiceAnswer =
  | { readonly enabled: false }
  | {
      readonly enabled: true;
      readonly findings: readonly Finding[];
      /** False when there are more findings than one answer reads. */
      readonly complete: boolean;
    };

/** One AWS security service. Throws what its SDK client throws. */
export interface ServiceReader {
  readonly service: SecurityService;
  /** Active findings that match the query, in no particular order. */
  read(query: FindingQuery, signal: AbortSignal): Promise<ServiceAnswer>;
  /** A finding in any state; `undefined` where the service has none of that id. */
  explain(findingId: string, signal: AbortSignal): Promise<Explanation | undefined>;
}
