import { asObject, type JsonObject } from '../json.ts';
import type { StepBudget } from '../step-budget.ts';
import type { ReadTemplate } from '../template-file.ts';
import { createConditions } from './conditions.ts';
import { type GivenParameters, parameterValues } from './parameter-values.ts';
import type { ResolutionScope } from './resolution-scope.ts';
import { resolveValue } from './resolve-value.ts';

export type Resolution = {
  /** The template's resources, without those whose condition is false. */
  readonly resources: ReadonlyMap<string, JsonObject>;
  readonly globals: JsonObject;
  /** Resolves one more value, which is not in the template. */
  resolve(value: unknown): unknown;
  /** Whether a parameter or pseudo parameter has a value. */
  hasValue(name: string): boolean;
  /** `undefined` if the template does not decide the condition. */
  isTrue(condition: string): boolean | undefined;
};

export type ResolutionOptions = {
  readonly name: string;
  readonly budget: StepBudget;
  readonly parameters: GivenParameters;
};

/**
 * Resolves parameters, conditions, mappings and texts in every resource, as far as the template allows.
 *
 * @throws TemplateUnreadableError for a template that CloudFormation refuses, unknown given parameters, and too much work
 */
export const resolveTemplate = (
  template: ReadTemplate,
  { name, budget, parameters }: ResolutionOptions,
): Resolution => {
  const scope: ResolutionScope = {
    name,
    budget,
    values: parameterValues(asObject(template.Parameters), parameters, name),
    mappings: asObject(template.Mappings),
    isTrue: createConditions(asObject(template.Conditions), () => scope),
  };
  const resources = new Map<string, JsonObject>();
  for (const [logicalId, value] of Object.entries(template.Resources)) {
    const resource = asObject(value);
    const isOff =
      typeof resource.Condition === 'string' && scope.isTrue(resource.Condition) === false;
    if (!isOff) resources.set(logicalId, resolveResource(logicalId, resource, scope));
  }
  const globals = resolveValue(template.Globals, scope, { key: 'Globals', parent: undefined });
  return {
    resources,
    globals: asObject(globals),
    resolve: (value) => resolveValue(value, scope, undefined),
    isTrue: scope.isTrue,
    hasValue: (one) => scope.values.has(one),
  };
};

const resolveResource = (
  logicalId: string,
  resource: JsonObject,
  scope: ResolutionScope,
): JsonObject => {
  if (resource.Properties === undefined) return resource;
  const place = { key: logicalId, parent: undefined };
  return { ...resource, Properties: resolveValue(resource.Properties, scope, place) };
};
