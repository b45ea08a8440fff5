import type { Template } from './template.ts';

type Definition = Template['Resources'][string];

type Attribute = (value: unknown, logicalId: string) => string | undefined;

const oneOf =
  (accepted: readonly string[], others: string): Attribute =>
  (value) =>
    accepted.some((one) => one === value)
      ? undefined
      : `expected ${accepted.join(' or ')}${others}`;

const needs =
  (what: string): Attribute =>
  () =>
    `which AWS accepts only for ${what}`;

const object: Attribute = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? undefined
    : 'expected an object';

const dependencies: Attribute = (value, logicalId) => {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (names.some((name) => typeof name !== 'string')) {
    return 'expected a logical id or a list of logical ids';
  }
  return names.includes(logicalId) ? 'its own logical id' : undefined;
};

const snapshots = '. AWS creates snapshots only of databases, caches and volumes';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-product-attribute-reference.html */
const attributes: Readonly<Record<string, Attribute>> = {
  Type: () => undefined,
  Properties: object,
  DependsOn: dependencies,
  // The deployment refuses every condition.
  Condition: () => undefined,
  CreationPolicy: needs('instances, wait conditions, fleets and scaling groups'),
  DeletionPolicy: oneOf(['Delete', 'Retain', 'RetainExceptOnCreate'], snapshots),
  Metadata: object,
  UpdatePolicy: needs('scaling groups, clusters, domains and aliases of functions'),
  UpdateReplacePolicy: oneOf(['Delete', 'Retain'], snapshots),
};

/** What is wrong with the attributes of a template's resources. Without this check, a misspelled one is ignored. */
export const attributeProblem = (template: Template): string | undefined => {
  for (const [logicalId, definition] of Object.entries(template.Resources)) {
    const problem = problemOf(definition, logicalId);
    if (problem !== undefined) return `has a resource ${logicalId} with ${problem}`;
  }
  return undefined;
};

/**
 * The first dependency on a resource that the template does not have. CloudFormation refuses it. A fault or an operation can
 * remove a resource later, and then the dependency has no meaning.
 */
export const dependencyProblem = ({ Resources }: Template): string | undefined => {
  for (const [logicalId, definition] of Object.entries(Resources)) {
    const unknown = dependenciesOf(definition).find((name) => !Object.hasOwn(Resources, name));
    if (unknown !== undefined) {
      return `has a resource ${logicalId} with DependsOn ${JSON.stringify(unknown)}, but no resource with this logical id`;
    }
  }
  return undefined;
};

/** The logical ids in the attribute `DependsOn` of a checked template. */
export const dependenciesOf = ({ DependsOn = [] }: Definition): readonly string[] =>
  [DependsOn].flat() as readonly string[];

const problemOf = (definition: Definition, logicalId: string): string | undefined => {
  // The schema does not see a resource with the name `__proto__`.
  if (typeof definition?.Type !== 'string') return 'no Type';
  for (const [name, value] of Object.entries(definition)) {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (attribute === undefined) {
      return `the member ${JSON.stringify(name)}, expected only ${Object.keys(attributes).join(', ')}`;
    }
    const problem = value === undefined ? undefined : attribute(value, logicalId);
    if (problem !== undefined) return `${name} ${JSON.stringify(value)}, ${problem}`;
  }
  return undefined;
};
