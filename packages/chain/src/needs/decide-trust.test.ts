import { describe, expect, it } from '@jest/globals';
import { trustIn } from '../../testing/chain-of-text.ts';

const role = (statement: string) => `
  Own: { Type: AWS::IAM::Role, Properties: { AssumeRolePolicyDocument: { Version: '2012-10-17', Statement: [${statement}] } } }
`;

const allow = (service: string, condition = '') =>
  `{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: ${service} }${condition === '' ? '' : `, Condition: { ${condition} }`} }`;

const source = (operator: string, value: string) => `${operator}: { 'aws:SourceArn': ${value} }`;
const account = (value: string) => `StringEquals: { 'aws:SourceAccount': ${value} }`;

const arn = (service: string, resource: string) =>
  `!Sub 'arn:aws:${service}:$\{AWS::Region}:$\{AWS::AccountId}:${resource}'`;

const agent = `
  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: helper, AgentResourceRoleArn: !GetAtt Own.Arn } }
`;
const gateway = `
  Front: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: Front, RoleArn: !GetAtt Own.Arn } }
`;
const func = (roleArn = '!GetAtt Own.Arn') => `
  Work: { Type: AWS::Lambda::Function, Properties: { Role: ${roleArn} } }
`;

describe('the trust policy of a role', () => {
  it.each([
    ['without conditions', allow('bedrock.amazonaws.com'), 'ok'],
    ['of another service', allow('lambda.amazonaws.com'), 'broken'],
    [
      'for every agent',
      allow('bedrock.amazonaws.com', source('ArnLike', arn('bedrock', 'agent/*'))),
      'ok',
    ],
    [
      'for aliases',
      allow('bedrock.amazonaws.com', source('ArnLike', arn('bedrock', 'agent-alias/*'))),
      'broken',
    ],
    [
      'for a fixed agent, although the id is generated',
      allow('bedrock.amazonaws.com', source('ArnEquals', arn('bedrock', 'agent/ABCDEFGHIJ'))),
      'broken',
    ],
    ['for this account', allow('bedrock.amazonaws.com', account('!Ref AWS::AccountId')), 'ok'],
    [
      'for a written account, which can be the one of the stack',
      allow('bedrock.amazonaws.com', account("'111122223333'")),
      'undecidable',
    ],
    ['with an unknown statement', '!Ref Trust', 'undecidable'],
    ['of an unknown service', allow('!Ref Service', account('!Ref AWS::AccountId')), 'undecidable'],
  ])('%s is decided for an agent', (_, statement, outcome) => {
    expect(trustIn(role(statement) + agent)).toEqual([`Helper: ${outcome}`]);
  });

  it('is decided for a gateway with the id that AWS generates from its name', () => {
    const forGateways = (resource: string) =>
      allow(
        'bedrock-agentcore.amazonaws.com',
        source('ArnLike', arn('bedrock-agentcore', resource)),
      );
    expect(trustIn(role(forGateways('gateway/front-*')) + gateway)).toEqual(['Front: ok']);
    expect(trustIn(role(forGateways('*')) + gateway)).toEqual(['Front: ok']);
    expect(trustIn(role(forGateways('gateway/back-*')) + gateway)).toEqual(['Front: broken']);
    expect(trustIn(role(allow('bedrock.amazonaws.com')) + gateway)).toEqual(['Front: broken']);
  });

  it('is decided for a function, except for a source that AWS does not document', () => {
    expect(trustIn(role(allow('lambda.amazonaws.com')) + func())).toEqual(['Work: ok']);
    expect(
      trustIn(role(allow('[edgelambda.amazonaws.com, lambda.amazonaws.com]')) + func()),
    ).toEqual(['Work: ok']);
    expect(trustIn(role(allow('apigateway.amazonaws.com')) + func())).toEqual(['Work: broken']);
    const conditional = allow('lambda.amazonaws.com', source('ArnLike', "'arn:aws:lambda:*'"));
    expect(trustIn(role(conditional) + func())).toEqual(['Work: undecidable']);
  });

  it('is not decidable for an agent whose role the template does not show', () => {
    expect(trustIn(agent.replace('!GetAtt Own.Arn', '!ImportValue R'))).toEqual([
      'Helper: undecidable',
    ]);
  });

  it('is no question for a function whose role the template does not show', () => {
    expect(trustIn(func('!ImportValue R'))).toEqual([]);
    expect(trustIn(func("'arn:aws:iam::111122223333:role/work'"))).toEqual([]);
  });
});
