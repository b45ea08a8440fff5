import { isDeepStrictEqual } from 'node:util';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { type AssembleOptions, assembleStack, type DeployedStack } from './assemble-stack.ts';
import type { DeployedResource } from './resource-type.ts';

/** What an update may change in any way, and add or take away. */
const replaceableTypes: ReadonlySet<string> = new Set([
  'AWS::ApiGateway::Deployment',
  'AWS::BedrockAgentCore::GatewayTarget',
  'AWS::IAM::Role',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Logs::LogGroup',
]);

/** What an update may change in place. */
const mutableTypes: ReadonlySet<string> = new Set([
  ...replaceableTypes,
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::Bedrock::Agent',
  'AWS::Bedrock::AgentAlias',
  'AWS::BedrockAgentCore::Gateway',
  'AWS::SecretsManager::RotationSchedule',
  'AWS::SecretsManager::Secret',
]);

/** Properties that no service of the local stack acts on, of any type. */
const inertProperties = ['Description', 'Tags', 'TagList', 'UserPoolTags'];

/**
 * Deploys a changed template over a stack. As in CloudFormation, a resource whose resolved properties are
 * the same stays the one that it is, with its generated values.
 *
 * @throws TemplateError a change that the local stack does not apply to a running stack
 */
export const assembleUpdate = (
  template: Template,
  before: DeployedStack,
  options: AssembleOptions,
): DeployedStack => {
  const after = assembleStack(template, { ...options, previous: before.resources });
  const known = byLogicalId(before);
  const updated = byLogicalId(after);
  for (const [logicalId, { type }] of known) {
    if (!updated.has(logicalId)) refuseUnless(replaceableTypes, type, `remove ${logicalId}`);
  }
  for (const [logicalId, resource] of updated) {
    const previous = known.get(logicalId);
    if (!previous) refuseUnless(replaceableTypes, resource.type, `add ${logicalId}`);
    else if (previous.ref !== resource.ref) {
      refuseUnless(replaceableTypes, resource.type, `replace ${logicalId}`);
    } else if (changes(previous, resource)) {
      refuseUnless(mutableTypes, resource.type, `change ${logicalId}`);
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
    .filter(([name]) => !inertProperties.includes(name))
    .sort(),
];

const refuseUnless = (allowed: ReadonlySet<string>, type: string, change: string): void => {
  if (allowed.has(type)) return;
  throw new TemplateError(
    `The local stack cannot ${change} (${type}) while it runs: start it anew with this template.`,
  );
};
