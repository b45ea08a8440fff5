import type { JsonObject } from '../json.ts';
import type { StepBudget } from '../step-budget.ts';
import { TemplateUnreadableError } from '../template-unreadable-error.ts';

/** The place of a value, from the inside to the outside. */
export type Place = { readonly key: string | number; readonly parent: Place | undefined };

/** What a value can refer to, besides resources. */
export type ResolutionScope = {
  readonly name: string;
  readonly budget: StepBudget;
  /** Values of parameters and pseudo parameters. A name without a value is unknown. */
  readonly values: ReadonlyMap<string, unknown>;
  readonly mappings: JsonObject;
  /** `undefined` if the template does not decide the condition. */
  isTrue(condition: string): boolean | undefined;
};

export const placeText = (place: Place | undefined): string => {
  const keys: string[] = [];
  for (let at = place; at !== undefined; at = at.parent) keys.unshift(String(at.key));
  return keys.join('.');
};

/** CloudFormation refuses the template, too. */
export const malformed = (
  scope: ResolutionScope,
  place: Place | undefined,
  reason: string,
): TemplateUnreadableError =>
  new TemplateUnreadableError(scope.name, `${placeText(place)}: ${reason}`);
