import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../../catalogue/fact.ts';
import type { LiveContext } from './live-context.ts';

/** One question to a running stack. */
export type LiveCheck = {
  /** For a person: what is asked. */
  readonly name: string;
  /** The hop that it is about; `null` where it is about all of them. */
  readonly hop: HopNumber | null;
  /** It makes a real call of the hop, which may cost something on AWS. */
  readonly probe?: true;
  /** Where it takes longer than other checks may. */
  readonly timeoutMs?: number;
  /** What is wrong. Throws where it could not be found out. */
  readonly run: (context: LiveContext) => Promise<readonly StackFact[]>;
};

/** Nothing is wrong. */
export const nothing: readonly StackFact[] = [];
