import * as z from 'zod/mini';
import type { Account } from '../account.ts';
import type { DeployedActionGroup, DeployedAgent } from '../bedrock-agent/deployed-agent.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const parameter = z.looseObject({
  Type: z.enum(['string', 'number', 'integer', 'boolean', 'array']),
  Description: z._default(z.string(), ''),
  Required: z._default(z.boolean(), false),
});
const agentFunction = z.looseObject({
  Name: z.string(),
  Description: z._default(z.string(), ''),
  Parameters: z._default(z.record(z.string(), parameter), {}),
});
const actionGroup = z.looseObject({
  ActionGroupName: z.string(),
  ActionGroupState: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  ActionGroupExecutor: z.looseObject({ Lambda: z.string() }),
  FunctionSchema: z.optional(z.looseObject({ Functions: z.array(agentFunction) })),
  ApiSchema: z.optional(z.looseObject({ Payload: z.string() })),
});
const agentProperties = z.looseObject({
  AgentName: z.string(),
  AgentResourceRoleArn: z.string(),
  FoundationModel: z.string(),
  Instruction: z.string(),
  AutoPrepare: z._default(z.boolean(), false),
  IdleSessionTTLInSeconds: z._default(z.number(), 600),
  ActionGroups: z._default(z.array(actionGroup), []),
});
const aliasProperties = z.looseObject({ AgentId: z.string(), AgentAliasName: z.string() });

/** The agents of a template, each with its enabled action groups and aliases. */
export const assembleAgents = (
  resources: readonly DeployedResource[],
  account: Account,
): readonly DeployedAgent[] =>
  resourcesOfType(resources, 'AWS::Bedrock::Agent').map((agent) => {
    const properties = parseProperties(agentProperties, agent);
    return {
      agentId: agent.ref,
      agentArn: agent.attributes.AgentArn ?? '',
      name: properties.AgentName,
      roleArn: properties.AgentResourceRoleArn,
      modelId: properties.FoundationModel,
      modelArns: modelArnsOf(properties.FoundationModel, account),
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
      aliases: resourcesOfType(resources, 'AWS::Bedrock::AgentAlias')
        .filter((alias) => parseProperties(aliasProperties, alias).AgentId === agent.ref)
        .map((alias) => ({
          aliasId: alias.attributes.AgentAliasId ?? '',
          aliasArn: alias.attributes.AgentAliasArn ?? '',
          name: parseProperties(aliasProperties, alias).AgentAliasName,
          agentVersion: '1',
        })),
    };
  });

const schemaOf = (group: z.infer<typeof actionGroup>): DeployedActionGroup['schema'] => {
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

const parseOpenApi = (group: z.infer<typeof actionGroup>): unknown => {
  try {
    return JSON.parse(group.ApiSchema?.Payload ?? '');
  } catch (cause) {
    throw new TemplateError(`The OpenAPI schema of ${group.ActionGroupName} is not JSON.`, {
      cause,
    });
  }
};

/**
 * `<geography>.<provider>.<model>`, for instance `us-gov.anthropic.claude-…`. A model's own id lacks the
 * geography. It may hold two dots as well, but the second one is part of a version: `deepseek.v3.2`.
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-profiles-support.html
 */
const profileId = /^[a-z]+(?:-[a-z]+)*\.([a-z][a-z0-9]*\.[a-z].*)$/;

/** A foundation model belongs to no account; an inference profile does, and routes to a model. */
const modelArnsOf = (
  model: string,
  { partition, region, accountId }: Account,
): DeployedAgent['modelArns'] => {
  const arnOf = (owner: string, resource: string) =>
    `arn:${partition}:bedrock:${region}:${owner}:${resource}`;
  const id = model.slice(model.lastIndexOf('/') + 1);
  const behindProfile = profileId.exec(id)?.[1];
  if (behindProfile === undefined) {
    return [model.startsWith('arn:') ? model : arnOf('', `foundation-model/${id}`)];
  }
  return [
    model.startsWith('arn:') ? model : arnOf(accountId, `inference-profile/${id}`),
    arnOf('', `foundation-model/${behindProfile}`),
  ];
};
