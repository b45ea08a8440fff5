import {
  APIGatewayClient,
  GetMethodCommand,
  GetResourcesCommand,
} from '@aws-sdk/client-api-gateway';
import { BedrockClient, GetFoundationModelAvailabilityCommand } from '@aws-sdk/client-bedrock';
import {
  BedrockAgentClient,
  GetAgentAliasCommand,
  GetAgentCommand,
} from '@aws-sdk/client-bedrock-agent';
import {
  BedrockAgentCoreControlClient,
  GetGatewayCommand,
  ListGatewayTargetsCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
} from '@aws-sdk/client-cloudformation';
import {
  CognitoIdentityProviderClient,
  DescribeUserPoolClientCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { GetRoleCommand, IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import {
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { operatorOf, roleOf, runStack } from '../testing/running-stack.ts';
import type { LocalStack } from './start-local-stack.ts';

let stack: LocalStack;
let physicalIds: Readonly<Record<string, string>>;

const config = () => ({
  region: 'us-east-1',
  endpoint: stack.endpoints.aws,
  credentials: operatorOf(stack),
  maxAttempts: 1,
});
const stackName = { StackName: 'hopwise-local' };

beforeAll(async () => {
  stack = await runStack();
  const described = await new CloudFormationClient(config()).send(
    new DescribeStackResourcesCommand(stackName),
  );
  physicalIds = Object.fromEntries(
    (described.StackResources ?? []).map((one) => [
      one.LogicalResourceId,
      one.PhysicalResourceId ?? '',
    ]),
  );
});
afterAll(() => stack.stop());

const accountArn = (service: string, resource: string) =>
  `arn:aws:${service}:us-east-1:111122223333:${resource}`;

describe('CloudFormation', () => {
  it('returns resources, outputs and template of the stack', async () => {
    const client = new CloudFormationClient(config());
    expect(physicalIds).toMatchObject({
      WebApiRole: 'hopwise-local-WebApiRole',
      MachineClient: stack.env.CLIENT_ID,
      SecurityAgentAlias: `${stack.env.AGENT_ID}|${stack.env.AGENT_ALIAS_ID}`,
    });
    const { Stacks } = await client.send(new DescribeStacksCommand(stackName));
    expect(Stacks?.[0]?.Outputs).toContainEqual({
      OutputKey: 'ApiUrl',
      OutputValue: stack.endpoints.api,
    });
    const { TemplateBody } = await client.send(new GetTemplateCommand(stackName));
    expect(JSON.parse(TemplateBody ?? '')).toEqual(stack.template());
    const Processed = { ...stackName, TemplateStage: 'Processed' as const };
    expect(await client.send(new GetTemplateCommand(Processed))).toMatchObject({ TemplateBody });
    const other = { ...stackName, TemplateStage: 'Other' as 'Original' };
    await expect(client.send(new GetTemplateCommand(other))).rejects.toThrow(
      '[Original, Processed]',
    );
  });

  it('reports that another stack does not exist', async () => {
    const asked = new CloudFormationClient(config()).send(
      new DescribeStacksCommand({ StackName: 'other' }),
    );
    await expect(asked).rejects.toMatchObject({
      name: 'ValidationError',
      message: 'Stack with id other does not exist',
    });
  });
});

describe('IAM', () => {
  it("returns a role's trust policy", async () => {
    const { Role } = await new IAMClient(config()).send(
      new GetRoleCommand({ RoleName: physicalIds.WebApiRole }),
    );
    const trust = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
    expect(JSON.parse(trust).Statement[0].Principal).toEqual({ Service: 'lambda.amazonaws.com' });
  });

  it('simulates a role on each resource', async () => {
    const alias = accountArn(
      'bedrock',
      `agent-alias/${physicalIds.SecurityAgentAlias?.replace('|', '/')}`,
    );
    const agent = accountArn('bedrock', `agent/${physicalIds.SecurityAgent}`);
    const { EvaluationResults } = await new IAMClient(config()).send(
      new SimulatePrincipalPolicyCommand({
        PolicySourceArn: 'arn:aws:iam::111122223333:role/hopwise-local-WebApiRole',
        ActionNames: ['bedrock:InvokeAgent'],
        ResourceArns: [alias, agent],
      }),
    );
    expect(
      EvaluationResults?.map(({ EvalResourceName, EvalDecision }) => [
        EvalResourceName,
        EvalDecision,
      ]),
    ).toEqual([
      [alias, 'allowed'],
      [agent, 'implicitDeny'],
    ]);
  });

  it('reports that other roles do not exist', async () => {
    const asked = new IAMClient(config()).send(new GetRoleCommand({ RoleName: 'other' }));
    await expect(asked).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });
});

describe('Lambda', () => {
  it("returns a function's configuration and resource policy", async () => {
    const client = new LambdaClient(config());
    const FunctionName = physicalIds.BedrockGatewayProxyLambdaFunction;
    const { Environment, Role } = await client.send(
      new GetFunctionConfigurationCommand({ FunctionName }),
    );
    expect(Role).toMatch(/:role\/hopwise-local-BedrockGatewayProxyRole$/);
    expect(Environment?.Variables).toMatchObject({ GATEWAY_URL: stack.endpoints.gateway });
    const { Policy } = await client.send(new GetPolicyCommand({ FunctionName }));
    expect(JSON.parse(Policy ?? '').Statement).toMatchObject([
      { Principal: { Service: 'bedrock.amazonaws.com' } },
    ]);
  });

  it('reports a missing resource policy', async () => {
    const asked = new LambdaClient(config()).send(
      new GetPolicyCommand({ FunctionName: physicalIds.SecurityToolsLambdaFunction }),
    );
    await expect(asked).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('Bedrock agents', () => {
  it('return status, role and alias', async () => {
    const client = new BedrockAgentClient(config());
    const agentId = stack.env.AGENT_ID;
    const { agent } = await client.send(new GetAgentCommand({ agentId }));
    expect(agent).toMatchObject({
      agentStatus: 'PREPARED',
      foundationModel: 'amazon.nova-pro-v1:0',
    });
    const { agentAlias } = await client.send(
      new GetAgentAliasCommand({ agentId, agentAliasId: stack.env.AGENT_ALIAS_ID }),
    );
    expect(agentAlias?.agentAliasName).toBe('live');
  });

  it('return whether the account has access to the model of the agent, and of no other', async () => {
    const client = new BedrockClient(config());
    const statusOf = async (modelId: string) => {
      const command = new GetFoundationModelAvailabilityCommand({ modelId });
      return (await client.send(command)).agreementAvailability?.status;
    };
    expect(await statusOf('amazon.nova-pro-v1:0')).toBe('AVAILABLE');
    await stack.faults.set('model-access-missing', true);
    expect(await statusOf('amazon.nova-pro-v1:0')).toBe('NOT_AVAILABLE');
    await stack.faults.set('model-access-missing', false);
    expect(await statusOf('amazon.nova-pro-v1:0')).toBe('AVAILABLE');
    await expect(statusOf('amazon.nova-lite-v1:0')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});

describe('AgentCore', () => {
  it('returns authorizer and targets of the gateway', async () => {
    const client = new BedrockAgentCoreControlClient(config());
    const gatewayIdentifier = physicalIds.SecurityGateway;
    const { authorizerConfiguration } = await client.send(
      new GetGatewayCommand({ gatewayIdentifier }),
    );
    expect(authorizerConfiguration).toMatchObject({
      customJWTAuthorizer: {
        allowedClients: [stack.env.CLIENT_ID],
        allowedScopes: ['hopwise/invoke'],
      },
    });
    const { items } = await client.send(new ListGatewayTargetsCommand({ gatewayIdentifier }));
    expect(items?.map(({ name }) => name)).toEqual(['security']);
  });
});

describe('API Gateway', () => {
  it("returns a method's authorization", async () => {
    const client = new APIGatewayClient(config());
    const restApiId = physicalIds.ApiGatewayRestApi;
    const page = await client.send(new GetResourcesCommand({ restApiId, limit: 1 }));
    const { position } = page;
    const rest = await client.send(new GetResourcesCommand({ restApiId, position }));
    const items = [...(page.items ?? []), ...(rest.items ?? [])];
    expect(page.items).toHaveLength(1);
    expect(rest.position).toBeUndefined();
    const embedded = client.send(new GetResourcesCommand({ restApiId, embed: ['methods'] }));
    await expect(embedded).rejects.toThrow('embed');
    const resourceId = items?.find(({ path }) => path === '/chat')?.id;
    const method = await client.send(
      new GetMethodCommand({ restApiId, resourceId, httpMethod: 'POST' }),
    );
    expect(method.authorizationType).toBe('NONE');
  });
});

describe('Cognito', () => {
  it("returns an app client's flows and scopes, but never its secret", async () => {
    const { UserPoolClient } = await new CognitoIdentityProviderClient(config()).send(
      new DescribeUserPoolClientCommand({
        UserPoolId: stack.env.USER_POOL_ID,
        ClientId: stack.env.CLIENT_ID,
      }),
    );
    expect(UserPoolClient).toMatchObject({
      AllowedOAuthFlows: ['client_credentials'],
      AllowedOAuthScopes: ['hopwise/invoke'],
    });
    expect(UserPoolClient).not.toHaveProperty('ClientSecret');
  });
});

describe('a role of the stack', () => {
  it('is not allowed to read any of it', async () => {
    const credentials = await roleOf(stack, stack.env.WEB_API_FUNCTION ?? '');
    const asked = new CloudFormationClient({ ...config(), credentials }).send(
      new DescribeStacksCommand(stackName),
    );
    await expect(asked).rejects.toMatchObject({
      $metadata: { httpStatusCode: 403 },
    });
  });
});
