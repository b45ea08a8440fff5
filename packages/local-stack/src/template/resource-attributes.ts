import type { Template } from './template.ts';

type Definition = Template['Resources'][string];

type Attribute = (value: unknown, logicalId: string, template: Template) => string | undefined;

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

/** CloudFormation refuses a template whose resource depends on nothing that the template has, or on itself. */
const dependencies: Attribute = (value, logicalId, { Resources }) => {
  const names: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (names.some((name) => typeof name !== 'string')) {
    return 'expected a logical id or a list of logical ids';
  }
  const unknown = names.find((name) => !Object.hasOwn(Resources, String(name)));
  if (unknown !== undefined) {
    return `but the template has no resource ${JSON.stringify(unknown)}`;
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
    const problem = problemOf(definition, logicalId, template);
    if (problem !== undefined) return `has a resource ${logicalId} with ${problem}`;
  }
  return undefined;
};

const problemOf = (
  definition: Definition,
  logicalId: string,
  template: Template,
): string | undefined => {
  for (const [name, value] of Object.entries(definition)) {
    const attribute = Object.hasOwn(attributes, name) ? attributes[name] : undefined;
    if (attribute === undefined) {
      return `the member ${JSON.stringify(name)}, expected only ${Object.keys(attributes).join(', ')}`;
    }
    const problem = value === undefined ? undefined : attribute(value, logicalId, template);
    if (problem !== undefined) return `${name} ${JSON.stringify(value)}, ${problem}`;
  }
  return undefined;
};
