import type { HopNumber } from '@hopwise/contracts/hops';
import type { Chain } from '../topology/chain.ts';

/** Something that AWS refuses to create, or that cannot work after its creation. */
export type Refused<Facts> = {
  readonly logicalId: string;
  /** Resource or property, for a person. */
  readonly where: string;
  readonly hop: HopNumber | null;
} & Facts;

/** Looks for one kind of refusal in a chain. */
export type CreationRule<Facts> = (chain: Chain) => readonly Refused<Facts>[];
