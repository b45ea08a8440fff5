import { expandDefinitions } from './api-definition/expand-definitions.ts';
import { refuseCircularReferences } from './circular-references.ts';
import { asList, asObject, type JsonObject } from './json.ts';
import { referencesOf } from './render.ts';
import { type GivenParameters, pseudoValues } from './resolution/parameter-values.ts';
import { type Resolution, resolveTemplate } from './resolution/resolve-template.ts';
import { expandSam } from './sam/expand-sam.ts';
import { withGlobals } from './sam/sam-globals.ts';
import { hasSamTransform, hiddenResources } from './sam/transforms.ts';
import { createStepBudget, type StepBudget } from './step-budget.ts';
import type { ReadTemplate } from './template-file.ts';
import type { TemplateResource } from './template-resource.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';
import { type UndefinedReference, undefinedReferences } from './undefined-references.ts';
import { type UnknownSource, type UnknownValue, unknownValuesIn } from './unknown-values.ts';

export type { TemplateResource };

/** A template, prepared for the rules. */
export type TemplateModel = {
  /** The parameters as the template declares them. */
  readonly parameters: JsonObject;
  /** Why the template does not show all of its resources, such as a macro. Empty if it does. */
  readonly hidden: readonly string[];
  /** The account of the stack, if it is given. */
  readonly accountId: string | undefined;
  /** The Region of the stack, if it is given. */
  readonly region: string | undefined;
  /** The partition of the stack, if it or the Region is given. */
  readonly partition: string | undefined;
  /** Without the resources whose condition is false. Properties are resolved: see `resolveValue`. */
  readonly resources: readonly TemplateResource[];
  ofType(...types: readonly string[]): readonly TemplateResource[];
  find(logicalId: string): TemplateResource | undefined;
  /**
   * Uses steps of the template's budget, for work that grows faster than the template.
   *
   * @throws TemplateUnreadableError once the budget is empty
   */
  spend(steps: number): void;
  /** References to names that the template does not declare. */
  undefinedReferences(): readonly UndefinedReference[];
  /** The parts of a value that the template does not show, with the reasons. */
  unknownIn(value: unknown): readonly UnknownValue[];
};

export type TemplateModelOptions = {
  /** Values for parameters and pseudo parameters. A parameter without a value has its default. */
  readonly parameters?: GivenParameters;
  /** What is left of the template's budget. Default: a new budget. */
  readonly budget?: StepBudget;
};

/**
 * Resolves a template and gives access to its resources.
 *
 * @throws TemplateUnreadableError for a resource without a type, circular references, a template that CloudFormation
 * refuses, an unknown given parameter, and too much work
 */
export const templateModel = (
  template: ReadTemplate,
  name: string,
  { parameters = {}, budget = createStepBudget(name) }: TemplateModelOptions = {},
): TemplateModel => {
  const resolution = resolveTemplate(template, { name, budget, parameters });
  const { globals } = resolution;
  const pseudo = pseudoValues(parameters);
  const written = [...resolution.resources]
    // A transform expands Fn::ForEach and similar functions.
    .filter(([logicalId]) => !logicalId.startsWith('Fn::'))
    .map(([logicalId, value]) => resourceOf(logicalId, value, { name, resolution }));
  refuseCircularReferences(referencesBetween(written), name);
  const withoutSam = hasSamTransform(template.Transform)
    ? expandSam(written, globals, {
        resolve: resolution.resolve,
        spend: budget.spend,
        connectorsOf: (logicalId) => resolution.resources.get(logicalId)?.Connectors,
      })
    : written;
  const resources = expandDefinitions(withoutSam, budget.spend);
  const byId = new Map(resources.map((one) => [one.logicalId, one]));
  const byTypes = new Map<string, readonly TemplateResource[]>();
  const source: UnknownSource = {
    parameters: asObject(template.Parameters),
    conditions: asObject(template.Conditions),
    hasValue: resolution.hasValue,
    isTrue: resolution.isTrue,
    typeOf: (logicalId) => byId.get(logicalId)?.type,
  };
  return {
    parameters: source.parameters,
    hidden: hiddenResources(template),
    accountId: pseudo['AWS::AccountId'],
    region: pseudo['AWS::Region'],
    partition: pseudo['AWS::Partition'],
    resources,
    ofType: (...types) => {
      const key = types.join(' ');
      const found = byTypes.get(key) ?? resources.filter(({ type }) => types.includes(type));
      byTypes.set(key, found);
      budget.spend(1 + found.length);
      return found;
    },
    find: (logicalId) => {
      budget.spend(1);
      return byId.get(logicalId);
    },
    spend: budget.spend,
    undefinedReferences: () => undefinedReferences(template),
    unknownIn: (value) => unknownValuesIn(value, source),
  };
};

type Surroundings = { readonly name: string; readonly resolution: Resolution };

const resourceOf = (
  logicalId: string,
  value: JsonObject,
  { name, resolution: { globals, isTrue } }: Surroundings,
): TemplateResource => {
  const { Type, Properties, Metadata, Condition, DependsOn, IgnoreGlobals } = value;
  if (typeof Type !== 'string') {
    throw new TemplateUnreadableError(
      name,
      `the resource ${logicalId} has no Type. Add one, such as AWS::Lambda::Function.`,
    );
  }
  const isOpen = typeof Condition === 'string' && isTrue(Condition) === undefined;
  return {
    logicalId,
    type: Type,
    properties: withGlobals(Type, asObject(Properties), { globals, ignored: IgnoreGlobals }),
    metadata: asObject(Metadata),
    attributes: Object.keys(value),
    dependsOn: asList(DependsOn).map(String),
    ...(isOpen && { condition: Condition }),
  };
};

const referencesBetween = (
  resources: readonly TemplateResource[],
): ReadonlyMap<string, readonly string[]> =>
  new Map(
    resources.map(({ logicalId, type, properties, dependsOn }) => [
      logicalId,
      [...referencesOf(deployedFirst(type, properties)), ...dependsOn],
    ]),
  );

const splitTypes: ReadonlySet<string> = new Set([
  'AWS::Serverless::Connector',
  'AWS::Serverless::GraphQLApi',
  'AWS::Serverless::WebSocketApi',
]);

/**
 * SAM generates separate resources from events, and from these types. They refer to the function or API, and can refer to
 * resources that refer to it.
 */
const deployedFirst = (type: string, { Events, ...others }: JsonObject): JsonObject => {
  if (splitTypes.has(type)) return {};
  const hasEvents =
    type === 'AWS::Serverless::Function' || type === 'AWS::Serverless::StateMachine';
  return hasEvents || Events === undefined ? others : { ...others, Events };
};
