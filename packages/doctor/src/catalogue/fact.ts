import type { HopNumber } from '@hopwise/contracts/hops';
import type { Code, FactsOf } from './catalogue.ts';

/** One occurrence of `Code`, with the names and values that its texts need. */
type Occurrence<Place, One extends Code = Code> = One extends Code
  ? { readonly code: One } & Place & FactsOf<One>
  : never;

type InTemplate = {
  /** The resource that can suppress this fact in its metadata. */
  readonly logicalId: string;
  /** Resource, property or statement, for a person. */
  readonly where: string;
  readonly hop: HopNumber | null;
};

/** What a rule found in a template. The catalogue words it. */
export type TemplateFact = Occurrence<InTemplate>;

type OnStack = {
  /** ARN or address that the check read. */
  readonly where: string;
  /** The blamed hop, if it is not the hop of the check. */
  readonly hop?: HopNumber | null;
};

/** What a check found on a running stack. The catalogue words it. */
export type StackFact = Occurrence<OnStack>;
