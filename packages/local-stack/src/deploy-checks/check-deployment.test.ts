import { describe, expect, it } from '@jest/globals';
import { loopbackOrigins } from '../../testing/deployment/deploy-model.ts';
import {
  inPrivateSubnet,
  isolatedNetwork,
  networkInterfaceActions,
  resource,
} from '../../testing/ec2/networks.ts';
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

const inVpc = (
  role: Resources[string],
  network: Resources = isolatedNetwork(),
  VpcConfig: Properties = inPrivateSubnet,
): Resources => ({
  ...network,
  Role: role,
  Caller: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      Runtime: 'nodejs24.x',
      Handler: 'index.handler',
      Role: { 'Fn::GetAtt': ['Role', 'Arn'] },
      Code: { S3Key: 'caller.zip' },
      VpcConfig,
    },
  },
});

const trustingLambda = (Action: readonly string[], Resource = '*') =>
  trusting('lambda.amazonaws.com', {
    Policies: [
      {
        PolicyName: 'network',
        PolicyDocument: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action, Resource }],
        },
      },
    ],
  });
const connecting = trustingLambda(networkInterfaceActions);

describe('a deployment', () => {
  it('of a function in a VPC is accepted if its role can manage network interfaces', () => {
    expect(() => deploy(inVpc(connecting))).not.toThrow();
  });

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
    [
      'a function in a VPC whose role has no permission for it',
      inVpc(trusting('lambda.amazonaws.com')),
      /Caller in a VPC: its role .* does not allow ec2:CreateNetworkInterface, ec2:Desc.*, ec2:Del/,
    ],
    [
      'a function in a VPC whose role names a resource for DescribeNetworkInterfaces',
      inVpc(trustingLambda(networkInterfaceActions, 'arn:aws:ec2:us-east-1:111122223333:*/*')),
      /does not allow ec2:DescribeNetworkInterfaces\.$/,
    ],
    [
      'a function in a subnet of another template',
      inVpc(connecting, isolatedNetwork(), { ...inPrivateSubnet, SubnetIds: ['subnet-0123'] }),
      /names subnet-0123, which the template does not have/,
    ],
    [
      'a function with a subnet and without a security group',
      inVpc(connecting, isolatedNetwork(), { SubnetIds: [{ Ref: 'Private' }] }),
      /VpcConfig of Caller needs SubnetIds and SecurityGroupIds/,
    ],
    [
      'a function with parts of two VPCs',
      inVpc(connecting, {
        ...isolatedNetwork(),
        Other: resource('VPC', { CidrBlock: '10.1.0.0/16' }),
        Group: resource('SecurityGroup', { VpcId: { Ref: 'Other' }, GroupDescription: 'Other.' }),
      }),
      /names subnets and security groups of 2 VPCs/,
    ],
    [
      'a transit gateway',
      { Transit: { Type: 'AWS::EC2::TransitGateway' } },
      /does not deploy AWS::EC2::TransitGateway \(Transit\)/,
    ],
  ])('of %s is refused by name', (_, resources, message) => {
    expect(() => deploy(resources)).toThrow(TemplateError);
    expect(() => deploy(resources)).toThrow(message);
  });
});
