import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';

/** State of the page's build. */
export type WebUiBuild =
  | { readonly state: 'building' }
  /** `detail` is the build error, for the developer who sees the page. */
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'built'; readonly directory: string };

/** The web UI's page and its settings. */
export type WebUi = {
  /** Port of the page. Default: a free port. */
  readonly port?: number;
  /** Called at every request, because a build can end while the stack runs. */
  readonly build: () => WebUiBuild;
  /** Diagnoses one hop, or all hops when `hop` is undefined. */
  readonly diagnose?: (hop: HopNumber | undefined, signal: AbortSignal) => Promise<DoctorReport>;
};
