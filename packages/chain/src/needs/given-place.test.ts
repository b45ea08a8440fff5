import { describe, expect, it } from '@jest/globals';
import { chainOfText, needsIn, role } from '../../testing/chain-of-text.ts';
import { decideNeeds } from './decide-needs.ts';

const invoke = (resource: string) =>
  `{ Effect: Allow, Action: 'lambda:InvokeFunction', Resource: ${resource} }`;

const front = (lambdaArn: string) => `
  Front: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: Front, RoleArn: !GetAtt FrontRole.Arn } }
  Search:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties: { Name: search, GatewayIdentifier: !Ref Front, TargetConfiguration: { Mcp: { Lambda: { LambdaArn: ${lambdaArn} } } } }
`;
const tools = `
  Tools: { Type: AWS::Lambda::Function, Properties: { FunctionName: tools } }
`;

const written = "'arn:aws:lambda:eu-west-1:111122223333:function:tools'";
const account = { 'AWS::AccountId': '111122223333' };
const region = { 'AWS::Region': 'eu-west-1' };

describe('the account and the Region of the stack', () => {
  const own = role('FrontRole', [invoke(written)]) + tools + front('!GetAtt Tools.Arn');
  const need = 'Front lambda:InvokeFunction';

  it.each([
    [
      'neither',
      {},
      'undecidable, it depends on the account and Region of the stack; add --parameter AWS::AccountId=VALUE --parameter AWS::Region=VALUE',
    ],
    [
      'the account',
      account,
      'undecidable, it depends on the Region of the stack; add --parameter AWS::Region=VALUE',
    ],
    [
      'the Region',
      region,
      'undecidable, it depends on the account of the stack; add --parameter AWS::AccountId=VALUE',
    ],
    ['both', { ...account, ...region }, 'ok'],
    ['another account', { 'AWS::AccountId': '444455556666' }, 'broken in FrontRole'],
    ['another Region', { 'AWS::Region': 'us-west-2' }, 'broken in FrontRole'],
  ])('decide about a grant with a written ARN, if %s is given', (_, given, outcome) => {
    expect(needsIn(own, given)).toEqual([`${need}: ${outcome}`]);
  });

  it('decide which function a written ARN is', () => {
    const permitted = `
  Helper:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: helper, ActionGroups: [{ ActionGroupName: search, ActionGroupExecutor: { Lambda: ${written} } }] }
  Allowed: { Type: AWS::Lambda::Permission, Properties: { FunctionName: !Ref Tools, Action: 'lambda:InvokeFunction', Principal: bedrock.amazonaws.com } }
${tools}`;
    const needsOf = (given: Readonly<Record<string, string>>) =>
      needsIn(permitted, given).filter((one) => one.includes('InvokeFunction'));
    expect(needsOf({ ...account, ...region })).toEqual(['Helper lambda:InvokeFunction: ok']);
    expect(needsOf({ 'AWS::AccountId': '444455556666' })).toEqual([
      'Helper lambda:InvokeFunction: undecidable, the function arn:aws:lambda:eu-west-1:111122223333:function:tools is in the account 111122223333, and the stack is in 444455556666; check the stack there with --stack',
    ]);
  });

  it('decide the partition', () => {
    const inGov = { 'AWS::Region': 'us-gov-west-1' };
    const ownArn = (partition: string) =>
      `!Sub 'arn:${partition}:lambda:$\{AWS::Region}:$\{AWS::AccountId}:function:tools'`;
    const granted = (arn: string) =>
      needsIn(role('FrontRole', [invoke(arn)]) + tools + front('!GetAtt Tools.Arn'), inGov);
    expect(granted(ownArn('$' + '{AWS::Partition}'))).toEqual([`${need}: ok`]);
    expect(granted(ownArn('aws-us-gov'))).toEqual([`${need}: ok`]);
    expect(granted(ownArn('aws'))).toEqual([`${need}: broken in FrontRole`]);
  });

  it('decide about a source account in a trust policy', () => {
    const trusting = `
  Own:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: bedrock.amazonaws.com }, Condition: { StringEquals: { 'aws:SourceAccount': '111122223333' } } }] } }
  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: helper, AgentResourceRoleArn: !GetAtt Own.Arn } }
`;
    const outcomes = (given: Readonly<Record<string, string>>) =>
      decideNeeds(chainOfText(trusting, given)).map(({ decision }) => decision.outcome);
    expect(outcomes({})).toEqual(['undecidable']);
    expect(outcomes(account)).toEqual(['ok']);
    expect(outcomes({ 'AWS::AccountId': '444455556666' })).toEqual(['broken']);
  });
});

describe('a function that no resource of the template is', () => {
  const helper = (arn: string) => `
  Helper:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: helper, ActionGroups: [{ ActionGroupName: search, ActionGroupExecutor: { Lambda: ${arn} } }] }
`;
  const ownArn = (name: string) =>
    `!Sub 'arn:aws:lambda:$\{AWS::Region}:$\{AWS::AccountId}:function:${name}'`;

  it.each([
    [
      'has another name',
      helper(ownArn('seek')) + tools,
      'the template has no function arn:aws:lambda:$' +
        '{AWS::Region}:$' +
        '{AWS::AccountId}:function:seek; if another stack has it, check both stacks with --stack',
    ],
    [
      'is an import',
      helper('!ImportValue Seek'),
      'the template does not show which function it is',
    ],
  ])('is not decidable, and the reason says what to supply: it %s', (_, resources, reason) => {
    expect(needsIn(resources)).toContain(`Helper lambda:InvokeFunction: undecidable, ${reason}`);
  });
});

describe('a role that Lambda assumes', () => {
  it('is not decidable with a source, which no page documents for execution roles', () => {
    const trusting = (condition: string) => `
  Own:
    Type: AWS::IAM::Role
    Properties: { AssumeRolePolicyDocument: { Statement: [{ Effect: Allow, Action: 'sts:AssumeRole', Principal: { Service: lambda.amazonaws.com }${condition} }] } }
  Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: work, Role: !GetAtt Own.Arn } }
`;
    const decisions = (condition: string) =>
      decideNeeds(chainOfText(trusting(condition))).map(({ decision }) => decision);
    const ofFunction =
      ", Condition: { ArnLike: { 'aws:SourceArn': !Sub 'arn:aws:lambda:$" +
      '{AWS::Region}:$' +
      "{AWS::AccountId}:function:work' } }";
    expect(decisions('')).toEqual([{ outcome: 'ok' }]);
    expect(decisions(ofFunction)).toEqual([
      {
        outcome: 'undecidable',
        reason:
          "AWS's documentation does not say that lambda.amazonaws.com sends aws:SourceArn when it assumes a role; remove the condition",
      },
    ]);
  });
});

describe('a credential provider', () => {
  const provider = 'apikeycredentialprovider/notes';
  const vault = (resource: string) =>
    `!Sub 'arn:aws:bedrock-agentcore:$\{AWS::Region}:$\{AWS::AccountId}:token-vault/${resource}'`;
  const needOf = (resource: string) => {
    const target = `
  Front: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: Front, RoleArn: !GetAtt FrontRole.Arn } }
  Notes:
    Type: AWS::BedrockAgentCore::GatewayTarget
    Properties:
      Name: notes
      GatewayIdentifier: !Ref Front
      TargetConfiguration: { Mcp: { OpenApiSchema: { InlinePayload: '{}' } } }
      CredentialProviderConfigurations: [{ CredentialProviderType: API_KEY, CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: ${vault(`default/${provider}`)} } } }]
`;
    const grant = `{ Effect: Allow, Action: 'bedrock-agentcore:GetResourceApiKey', Resource: ${vault(resource)} }`;
    return needsIn(role('FrontRole', [grant]) + target).filter((one) => one.includes('ApiKey'));
  };

  it('is granted by its ARN, and a grant on its vault leaves the need open', () => {
    const need = 'Front bedrock-agentcore:GetResourceApiKey';
    const ofVault =
      'arn:aws:bedrock-agentcore:$' + '{AWS::Region}:$' + '{AWS::AccountId}:token-vault/default';
    expect(needOf(`default/${provider}`)).toEqual([`${need}: ok`]);
    expect(needOf('default')).toEqual([
      `${need}: undecidable, AWS's documentation does not say whether a grant on ${ofVault} is enough; add ${ofVault}/${provider}`,
    ]);
    expect(needOf('other')).toEqual([`${need}: broken in FrontRole`]);
  });
});
