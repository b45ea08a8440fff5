import type { HopNumber } from '@hopwise/contracts/hops';
import type { TemplateModel } from '@hopwise/template/template-model';

/** One call of a hop, and why the template does not show whether it works. */
export type HopCall = {
  readonly hop: HopNumber;
  /** The caller and what it calls, or the resource that receives the call. */
  readonly call: string;
  readonly reasons: readonly string[];
};

/** Why a value is unknown. Every stack has an account and a Region, so these are no reasons. */
export const reasonsIn = (value: unknown, model: TemplateModel): readonly string[] =>
  model
    .unknownIn(value)
    .filter(({ parameter }) => parameter?.startsWith('AWS::') !== true)
    .map(({ reason }) => reason);
