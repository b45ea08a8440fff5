import { isDeepStrictEqual } from 'node:util';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { type DeployedStack, type DeployStackOptions, deployStack } from './deploy-stack.ts';
import { type DeployedResource, descriptive, type UpdateRule } from './resource-type.ts';

/**
 * Deploys a changed template over a stack. As in CloudFormation, a resource keeps its identity and generated
 * values if its resolved properties are unchanged.
 *
 * @throws TemplateError a change that the local stack cannot apply while it runs
 */
export const deployUpdate = (
  template: Template,
  before: DeployedStack,
  options: DeployStackOptions,
): DeployedStack => {
  const after = deployStack(template, { ...options, previous: before.resources });
  const rules = new Map(
    options.services.flatMap(({ types }) => types.map(({ type, update }) => [type, update])),
  );
  const refuse = (type: string, change: string): never => {
    throw new TemplateError(
      `The local stack cannot ${change} (${type}) while it runs: start it again with this template.`,
    );
  };
  const requireRule = (accepted: readonly UpdateRule[], type: string, change: string): void => {
    if (!accepted.includes(rules.get(type) ?? 'nothing')) refuse(type, change);
  };
  const known = byLogicalId(before);
  const updated = byLogicalId(after);
  for (const [logicalId, { type }] of known) {
    if (!updated.has(logicalId)) requireRule(['anything'], type, `remove ${logicalId}`);
  }
  for (const [logicalId, resource] of updated) {
    const previous = known.get(logicalId);
    if (!previous) {
      requireRule(['anything'], resource.type, `add ${logicalId}`);
    } else if (previous.ref !== resource.ref) {
      requireRule(['anything'], resource.type, `replace ${logicalId}`);
    } else if (changes(previous, resource)) {
      requireRule(['anything', 'in place'], resource.type, `change ${logicalId}`);
    }
  }
  return after;
};

const byLogicalId = ({ resources }: DeployedStack): ReadonlyMap<string, DeployedResource> =>
  new Map(resources.map((resource) => [resource.logicalId, resource]));

const changes = (one: DeployedResource, other: DeployedResource): boolean =>
  !isDeepStrictEqual(effective(one), effective(other));

const effective = ({ type, properties }: DeployedResource) => [
  type,
  Object.entries(properties)
    .filter(([name]) => !descriptive.test(name))
    .sort(),
];
