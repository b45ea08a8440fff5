import { describeChain } from '@hopwise/chain/describe-chain';
import { describe, expect, it } from '@jest/globals';
import { deployedChain } from './deployed-chain.ts';
import { liveTopology } from './live-topology.ts';
import type { DeployedStack } from './read-deployed-stack.ts';

const place = { region: 'eu-west-1', accountId: '444455556666' };

const stackOf = (
  stackName: string,
  template: string,
  more: Partial<Record<'physicalIds' | 'outputs' | 'exports', Record<string, string>>> = {},
): DeployedStack => ({
  stackName,
  template,
  parameters: {},
  physicalIds: new Map(Object.entries(more.physicalIds ?? {})),
  outputs: new Map(Object.entries(more.outputs ?? {})),
  exports: new Map(Object.entries(more.exports ?? {})),
});

const tools = stackOf(
  'tools',
  `
Resources:
  Door: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: door, AuthorizerType: CUSTOM_JWT } }
  Worker: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt Role.Arn } }
  Role: { Type: AWS::IAM::Role, Properties: { Path: /people/ } }
  Gone: { Type: AWS::Lambda::Function, Condition: Never, Properties: { Role: !GetAtt Role.Arn } }
  Shelf:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties:
      GatewayIdentifier: !Ref Door
      Name: shelf
      TargetConfiguration: { Mcp: { Lambda: { LambdaArn: !GetAtt Worker.Arn } } }
`,
  {
    physicalIds: { Door: 'door-0123456789', Worker: 'tools-Worker-X1', Role: 'r', Shelf: 's' },
    exports: {
      'tools-door': 'https://door-0123456789.gateway.bedrock-agentcore.eu-west-1.amazonaws.com/mcp',
    },
  },
);

const front = stackOf(
  'front',
  `
Resources:
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: front } }
  Stage: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: live } }
  Ask:
    Type: AWS::ApiGateway::Method
    Properties:
      RestApiId: !Ref Api
      ResourceId: !GetAtt Api.RootResourceId
      HttpMethod: POST
      Integration: { Uri: !Sub 'arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${Worker.Arn}/invocations' }
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Role: arn:aws:iam::444455556666:role/w
      Environment: { Variables: { DOOR_URL: !ImportValue tools-door, ALIAS: 'arn:aws:bedrock:eu-west-1:444455556666:agent-alias/AGENT12345/ALIAS12345' } }
Outputs:
  Address: { Value: !Sub 'https://\${Api}.execute-api.\${AWS::Region}.amazonaws.com/live' }
`,
  {
    physicalIds: { Api: 'abc123', Stage: 'live', Ask: 'a', Worker: 'front-Worker-Y2' },
    outputs: { Address: 'https://ask.example.com/live' },
  },
);

const { chain, outputs } = await deployedChain([tools, front], place);

describe('the chain of several stacks', () => {
  it('follows an import into the other stack, and keeps functions of one logical id apart', () => {
    expect(describeChain(chain)).toEqual([
      'hop 2: Ask → front.Worker (api → function)',
      'hop 3: front.Worker → arn:aws:bedrock:eu-west-1:444455556666:agent-alias/AGENT12345/ALIAS12345 (function → agent)',
      'hop 6: front.Worker → Door (function → gateway with token)',
      'hop 7: Door → Worker (gateway → function)',
    ]);
  });

  it('has the physical ids, the account and the Region', () => {
    const topology = liveTopology({ chain, outputs });
    const arn = (name: string) => `arn:aws:lambda:eu-west-1:444455556666:function:${name}`;
    expect(topology.methods).toMatchObject([
      {
        apiId: 'abc123',
        verb: 'POST',
        apiUrl: 'https://ask.example.com/live',
        functionArn: arn('front-Worker-Y2'),
        leadsToAgent: true,
      },
    ]);
    expect(topology.agentIds).toEqual(['AGENT12345']);
    expect(topology.gatewayClients).toMatchObject([
      { functionArn: arn('front-Worker-Y2'), gatewayId: 'door-0123456789' },
    ]);
    expect(topology.functionTargets).toMatchObject([
      { gatewayId: 'door-0123456789', name: 'shelf', functionArn: arn('tools-Worker-X1') },
    ]);
  });

  it('does not contain a resource that CloudFormation does not list', () => {
    expect(chain.model.find('Gone')).toBeUndefined();
    expect(chain.model.find('Worker')?.properties.Role).toBe(
      'arn:aws:iam::444455556666:role/people/r',
    );
  });
});
