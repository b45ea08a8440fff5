import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../../catalogue/fact.ts';
import type { LiveContext } from './live-context.ts';

/** One check of a running stack. */
export type LiveCheck = {
  /** The question that the check answers, for a person. */
  readonly name: string;
  /** The hop of the check; `null` if it concerns all hops. */
  readonly hop: HopNumber | null;
  /** Whether the check makes a real call at the hop, which can cost money on AWS. */
  readonly probe?: true;
  /** The last hop on which the probe depends. It runs after the reads of that hop. Default: its own hop. */
  readonly reaches?: HopNumber;
  /** Time limit of a check that needs longer than the default. */
  readonly timeoutMs?: number;
  /** Returns the mistakes that it finds. Throws if it cannot complete the check. */
  readonly run: (context: LiveContext) => Promise<readonly StackFact[]>;
};

/** The result of a check that finds no mistake. */
export const nothing: readonly StackFact[] = [];

/** The stacks do not contain what a check examines. */
export class NothingToCheckError extends Error {
  override readonly name = 'NothingToCheckError';
  override readonly message = 'the stacks do not contain this call';
}
