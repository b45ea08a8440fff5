import { describe, expect, it } from '@jest/globals';
import { loopbackOrigins } from '../../testing/deployment/deploy-model.ts';
import { seededAccount } from '../account.ts';
import { deployStack } from '../deployment/deploy-stack.ts';
import { deployUpdate } from '../deployment/deploy-update.ts';
import { services } from '../services.ts';
import type { Template } from '../template/template.ts';
import { TemplateError } from '../template/template-error.ts';
import { checkDeployment } from './check-deployment.ts';

type Resources = Template['Resources'];
type Properties = Readonly<Record<string, unknown>>;

const options = {
  services,
  account: seededAccount,
  origins: loopbackOrigins,
  artifactDirectory: 'artifacts',
  stackName: 'hopwise-local',
};

const deploy = (Resources: Resources) => {
  const stack = deployStack({ Resources }, options);
  checkDeployment(stack);
  return stack;
};

const trusting = (service: string, properties: Properties = {}): Resources[string] => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    ...properties,
  },
});

const grant = (Resource: unknown) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource }],
});

const gone = 'arn:aws:iam::111122223333:role/gone';

const agent = (AgentResourceRoleArn: unknown): Resources => ({
  Agent: {
    Type: 'AWS::Bedrock::Agent',
    Properties: {
      AgentName: 'helper',
      AgentResourceRoleArn,
      FoundationModel: 'amazon.nova-pro-v1:0',
      Instruction: 'Answer questions.',
    },
  },
});

const toolGateway = (gatewayRole: Resources[string], gateway: Properties = {}): Resources => ({
  ToolRole: trusting('lambda.amazonaws.com'),
  Tool: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['ToolRole', 'Arn'] },
      Code: { S3Key: 'tool.zip' },
    },
  },
  GatewayRole: gatewayRole,
  Gateway: {
    Type: 'AWS::BedrockAgentCore::Gateway',
    Properties: {
      Name: 'helper',
      ProtocolType: 'MCP',
      AuthorizerType: 'AWS_IAM',
      RoleArn: { 'Fn::GetAtt': ['GatewayRole', 'Arn'] },
      ...gateway,
    },
  },
  Target: {
    Type: 'AWS::BedrockAgentCore::GatewayTarget',
    Properties: {
      GatewayIdentifier: { Ref: 'Gateway' },
      Name: 'helper-tools',
      CredentialProviderConfigurations: [{ CredentialProviderType: 'GATEWAY_IAM_ROLE' }],
      TargetConfiguration: {
        Mcp: {
          Lambda: {
            LambdaArn: { 'Fn::GetAtt': ['Tool', 'Arn'] },
            ToolSchema: {
              InlinePayload: [
                { Name: 'count', Description: 'Counts.', InputSchema: { Type: 'object' } },
              ],
            },
          },
        },
      },
    },
  },
});

const ungranted = trusting('bedrock-agentcore.amazonaws.com');
const granted = trusting('bedrock-agentcore.amazonaws.com', {
  Policies: [{ PolicyName: 'tools', PolicyDocument: grant({ 'Fn::GetAtt': ['Tool', 'Arn'] }) }],
});
const separateGrant = (Roles: readonly unknown[]): Resources => ({
  Grant: {
    Type: 'AWS::IAM::Policy',
    Properties: {
      PolicyName: 'tools',
      PolicyDocument: grant({ 'Fn::GetAtt': ['Tool', 'Arn'] }),
      Roles,
    },
  },
});

describe('a deployment', () => {
  it('of an agent with its role is accepted', () => {
    const Role = trusting('bedrock.amazonaws.com');
    expect(() => deploy({ Role, ...agent({ 'Fn::GetAtt': ['Role', 'Arn'] }) })).not.toThrow();
  });

  it('of a target is accepted if the role has the grant, also in a separate policy', () => {
    expect(() => deploy(toolGateway(granted))).not.toThrow();
    const separate = separateGrant([{ Ref: 'GatewayRole' }]);
    expect(() => deploy({ ...toolGateway(ungranted), ...separate })).not.toThrow();
  });

  it('of a target that exists already is accepted without the grant', () => {
    const before = deploy(toolGateway(granted));
    const after = deployUpdate({ Resources: toolGateway(ungranted) }, before, options);
    expect(() => checkDeployment(after, before)).not.toThrow();
  });

  it.each<[string, Resources, RegExp]>([
    [
      'an agent whose role is gone',
      agent(gone),
      /agent helper has the role arn:aws:iam::111122223333:role\/gone, which does not exist/,
    ],
    [
      'a gateway whose role is gone',
      toolGateway(granted, { RoleArn: gone }),
      /gateway helper has the role .*role\/gone, which does not exist/,
    ],
    [
      'a target without the grant',
      toolGateway(ungranted),
      /refuses to create the target helper-tools: .*lambda:InvokeFunction/,
    ],
    [
      'a separate policy of a role that is gone',
      { ...toolGateway(ungranted), ...separateGrant(['gone']) },
      /Grant is a policy of the role gone/,
    ],
    [
      'a policy engine of a gateway',
      toolGateway(granted, {
        PolicyEngineConfiguration: { Arn: 'arn:engine', Mode: 'ENFORCE' },
      }),
      /PolicyEngineConfiguration of Gateway: it would need policy engines/,
    ],
    [
      'a policy engine',
      { Engine: { Type: 'AWS::BedrockAgentCore::PolicyEngine', Properties: { Name: 'engine' } } },
      /does not deploy AWS::BedrockAgentCore::PolicyEngine \(Engine\)/,
    ],
  ])('of %s is refused by name', (_, resources, message) => {
    expect(() => deploy(resources)).toThrow(TemplateError);
    expect(() => deploy(resources)).toThrow(message);
  });
});
