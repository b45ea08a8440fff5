import type { DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';

/** What has been built of the page. */
export type WebUiBuild =
  /** Nothing yet; it is being built. */
  | { readonly state: 'building' }
  /** `detail` says what went wrong, for the developer who sees the page. */
  | { readonly state: 'failed'; readonly detail: string }
  | { readonly state: 'built'; readonly directory: string };

/** The page of the web UI, and what it can be asked beside the API. */
export type WebUi = {
  /** Port of the page; a free one unless given. */
  readonly port?: number;
  /** Asked at every request: a build may end while the stack runs. */
  readonly build: () => WebUiBuild;
  /** Finds what is wrong with one hop, or with all. */
  readonly diagnose?: (hop: HopNumber | undefined, signal: AbortSignal) => Promise<DoctorReport>;
};
