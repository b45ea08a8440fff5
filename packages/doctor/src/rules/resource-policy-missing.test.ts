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
});
