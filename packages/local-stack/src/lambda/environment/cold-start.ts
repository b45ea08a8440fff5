import type { HopNumber } from '@hopwise/contracts/hops';

/** The invocation for which an execution environment starts. */
export type ColdStart = {
  readonly requestId: string;
  readonly turn: string | undefined;
  readonly hop: HopNumber | null;
};
