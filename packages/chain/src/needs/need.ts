import type { ChainLink } from '../topology/chain-link.ts';
import type { NeedRow } from './need-rows.ts';

/** One permission that a link needs, and whether the template grants it. */
export type DecidedNeed = {
  readonly link: ChainLink;
  readonly row: NeedRow;
  readonly action: string;
  /** The resource, with stand-ins. */
  readonly resource: string;
  readonly decision: NeedDecision;
};

export type NeedDecision =
  | { readonly outcome: 'ok' }
  | {
      readonly outcome: 'broken';
      /** The role that lacks the permission, or the resource whose policy does. */
      readonly lacking: string;
      /** The statement that came nearest, and why it does not match. */
      readonly by: string;
    }
  | { readonly outcome: 'undecidable'; readonly reason: string };
