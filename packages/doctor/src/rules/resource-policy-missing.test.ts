import { describe, expect, it } from '@jest/globals';
import { foundIn, functionNamed } from '../../testing/found-in.ts';

const agent = (logicalId: string, executor: string) => `
  ${logicalId}:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: a, AutoPrepare: true, ActionGroups: [{ ActionGroupName: g, ActionGroupExecutor: { Lambda: ${executor} } }] }
`;

const permission = (more: string) => `
  Permission:
    Type: AWS::Lambda::Permission
    Properties: { Action: 'lambda:InvokeFunction', FunctionName: !Ref Proxy, Principal: bedrock.amazonaws.com, SourceAccount: !Ref AWS::AccountId, ${more} }
`;

const proxy = functionNamed('Proxy', ', FunctionName: my-proxy');
const byArn = '!GetAtt Proxy.Arn';
const fromAgent = permission('SourceArn: !GetAtt Agent.AgentArn');
const find = (...parts: readonly string[]) => foundIn(parts.join(''), 'RESOURCE_POLICY_MISSING');

describe('RESOURCE_POLICY_MISSING', () => {
  it('requires a permission for this agent', async () => {
    expect(await find(proxy, agent('Agent', byArn), fromAgent)).toEqual([]);
    expect(await find(proxy, agent('Agent', byArn), agent('Other', byArn), fromAgent)).toEqual([
      'Proxy',
    ]);
  });

  it('requires a permission to invoke', async () => {
    const other = fromAgent.replace('lambda:InvokeFunction', 'lambda:GetFunction');
    expect(await find(proxy, agent('Agent', byArn), other)).toEqual(['Proxy']);
  });

  it('recognizes a function by its name and by its ARN', async () => {
    const named = fromAgent.replace('!Ref Proxy', 'my-proxy');
    expect(await find(proxy, agent('Agent', byArn), named)).toEqual([]);
    const written = "'arn:aws:lambda:us-east-1:111122223333:function:my-proxy'";
    expect(await find(proxy, agent('Agent', written), named)).toEqual([]);
    expect(await find(proxy, agent('Agent', written))).toEqual(['Proxy']);
    expect(await find(proxy, agent('Agent', written.replace('my-proxy', 'my-proxy-2')))).toEqual(
      [],
    );
  });

  it('accepts values that only CloudFormation knows', async () => {
    const imported = permission('SourceArn: !ImportValue Agent');
    expect(await find(proxy, agent('Agent', byArn), imported)).toEqual([]);
  });

  it.each([
    ['the stage of the API', '!Ref Live', []],
    ['another stage', '!Ref Old', ['Proxy']],
  ])('requires a permission for %s, which Ref names', async (_what, stage, found) => {
    const api = `
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: notes } }
  Other: { Type: AWS::ApiGateway::RestApi, Properties: { Name: other } }
  Live: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: live } }
  Old: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Other, StageName: old } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, HttpMethod: GET, AuthorizationType: AWS_IAM, Integration: { Type: AWS_PROXY, Uri: !Join ['', ['arn:aws:apigateway:', !Ref AWS::Region, ':lambda:path/2015-03-31/functions/', !GetAtt Proxy.Arn, '/invocations']] } } }
`;
    const allowed = permission(
      `SourceArn: !Join ['', ['arn:aws:execute-api:', !Ref AWS::Region, ':', !Ref AWS::AccountId, ':', !Ref Api, '/', ${stage}, '/GET/']]`,
    ).replace('bedrock', 'apigateway');
    expect(await find(proxy, api, allowed)).toEqual(found);
  });
});
