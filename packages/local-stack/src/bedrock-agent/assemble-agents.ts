import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { modelOfProfile, regionsUnknown } from '@hopwise/iam/profile-regions';
import type { Account } from '../account.ts';
import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedActionGroup, DeployedAgent } from './deployed-agent.ts';
import { agent } from './resource-types/agent.ts';
import { agentAlias } from './resource-types/agent-alias.ts';

type ActionGroup = PropertiesOf<typeof agent>['ActionGroups'][number];

/** The agents of a template, each with its enabled action groups and aliases. */
export const assembleAgents = (
  resources: DeployedResources,
  { account }: Pick<AssembleContext, 'account'>,
): readonly DeployedAgent[] =>
  resources.of(agent).map(({ ref, attributes, properties }) => ({
    agentId: ref,
    agentArn: attributes.AgentArn ?? '',
    name: properties.AgentName,
    roleArn: properties.AgentResourceRoleArn,
    modelId: properties.FoundationModel,
    modelArns: modelArnsOf(properties.FoundationModel, account),
    ...unknownRegionsOf(properties.FoundationModel),
    instruction: properties.Instruction,
    idleSessionTtlMs: properties.IdleSessionTTLInSeconds * 1000,
    prepared: properties.AutoPrepare,
    actionGroups: properties.ActionGroups.filter((one) => one.ActionGroupState === 'ENABLED').map(
      (one) => ({
        name: one.ActionGroupName,
        lambdaArn: one.ActionGroupExecutor.Lambda,
        schema: schemaOf(one),
      }),
    ),
    aliases: resources
      .of(agentAlias)
      .filter((alias) => alias.properties.AgentId === ref)
      .map((alias) => ({
        aliasId: alias.attributes.AgentAliasId ?? '',
        aliasArn: alias.attributes.AgentAliasArn ?? '',
        name: alias.properties.AgentAliasName,
        agentVersion: '1',
      })),
  }));

const schemaOf = (group: ActionGroup): DeployedActionGroup['schema'] => {
  if (group.ApiSchema) return { kind: 'openapi', document: parseOpenApi(group) };
  return {
    kind: 'functions',
    functions: (group.FunctionSchema?.Functions ?? []).map((one) => ({
      name: one.Name,
      description: one.Description,
      parameters: Object.fromEntries(
        Object.entries(one.Parameters).map(([name, { Type, Description, Required }]) => [
          name,
          { type: Type, description: Description, required: Required },
        ]),
      ),
    })),
  };
};

const parseOpenApi = (group: ActionGroup): unknown => {
  try {
    return parseBoundedJson(group.ApiSchema?.Payload ?? '');
  } catch (cause) {
    throw new TemplateError(
      `The OpenAPI schema of ${group.ActionGroupName} ${jsonProblem(cause)}.`,
      {
        cause,
      },
    );
  }
};

/**
 * `<geography>.<provider>.<model>`, for instance `us-gov.anthropic.claude-…`. A model id has no geography.
 * It can contain two dots as well, but the second one belongs to a version: `deepseek.v3.2`.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const profileId = /^[a-z]+(?:-[a-z]+)*\.([a-z][a-z0-9]*\.[a-z].*)$/;

/** A foundation model belongs to no account. An inference profile belongs to one, and routes to a model. */
const modelArnsOf = (
  model: string,
  { partition, region, accountId }: Account,
): DeployedAgent['modelArns'] => {
  const arnOf = (owner: string, resource: string, at = region) =>
    `arn:${partition}:bedrock:${at}:${owner}:${resource}`;
  const id = model.slice(model.lastIndexOf('/') + 1);
  const behindProfile = profileId.exec(id)?.[1];
  if (behindProfile === undefined) {
    return [model.startsWith('arn:') ? model : arnOf('', `foundation-model/${id}`)];
  }
  return [
    model.startsWith('arn:') ? model : arnOf(accountId, `inference-profile/${id}`),
    ...[...new Set([region, ...(modelOfProfile(id).regions ?? [])])].map((at) =>
      arnOf('', `foundation-model/${behindProfile}`, at),
    ),
  ];
};

const unknownRegionsOf = (model: string): Pick<DeployedAgent, 'regionsUnknown'> => {
  const id = model.slice(model.lastIndexOf('/') + 1);
  const isUnknown = profileId.test(id) && modelOfProfile(id).regions === undefined;
  return isUnknown ? { regionsUnknown: regionsUnknown(id) } : {};
};
