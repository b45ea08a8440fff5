import { describe, expect, it } from '@jest/globals';
import { needsIn, needsWithManagedPolicies, role } from '../../testing/chain-of-text.ts';

const model = (resource: string) =>
  `{ Effect: Allow, Action: 'bedrock:InvokeModel*', Resource: ${resource} }`;
const ownModel = model(
  "!Sub 'arn:aws:bedrock:$" + "{AWS::Region}::foundation-model/amazon.nova-pro-v1:0'",
);

const agent = (properties: string) => `
  Helper:
    Type: AWS::Bedrock::Agent
    Properties: { AgentName: helper, AgentResourceRoleArn: !GetAtt HelperRole.Arn, ${properties} }
`;

const think = agent("FoundationModel: 'amazon.nova-pro-v1:0'");

describe('decideNeeds', () => {
  it('finds the grant of an agent for its model in its role', () => {
    expect(needsIn(role('HelperRole', [ownModel]) + think)).toEqual([
      'Helper bedrock:InvokeModel: ok',
    ]);
    const other = ownModel.replace('nova-pro', 'nova-lite');
    expect(needsIn(role('HelperRole', [other]) + think)).toEqual([
      'Helper bedrock:InvokeModel: broken in HelperRole',
    ]);
  });

  it.each([
    ['a separate policy', 'AWS::IAM::Policy', 'PolicyName: p, Roles: [!Ref HelperRole]'],
    ['an attached managed policy', 'AWS::IAM::ManagedPolicy', 'Roles: [!Ref HelperRole]'],
    ['a role policy', 'AWS::IAM::RolePolicy', 'PolicyName: p, RoleName: !Ref HelperRole'],
  ])('finds the grant in %s', (_, type, attached) => {
    const grant = `
  Grant: { Type: '${type}', Properties: { ${attached}, PolicyDocument: { Version: '2012-10-17', Statement: [${ownModel}] } } }
`;
    expect(needsIn(role('HelperRole', []) + grant + think)).toEqual([
      'Helper bedrock:InvokeModel: ok',
    ]);
  });

  it('does not decide about a role or a managed policy that the template does not show', () => {
    const elsewhere = think.replace(
      '!GetAtt HelperRole.Arn',
      "'arn:aws:iam::111122223333:role/helper'",
    );
    expect(needsIn(elsewhere)).toEqual([
      'Helper bedrock:InvokeModel: undecidable, the role arn:aws:iam::111122223333:role/helper is not in the template',
    ]);
    const managed = role('HelperRole', [], '      ManagedPolicyArns: [!ImportValue Models]');
    expect(needsIn(managed + think)).toEqual([
      'Helper bedrock:InvokeModel: undecidable, the template does not show the managed policy …',
    ]);
  });

  it('knows managed policies of AWS, and does not decide about others', async () => {
    const withPolicy = (arn: string) =>
      needsWithManagedPolicies(
        role('HelperRole', [], `      ManagedPolicyArns: ['${arn}']`) + think,
      );
    const ofAws = 'arn:aws:iam::aws:policy';
    const need = 'Helper bedrock:InvokeModel';
    expect(await withPolicy(`${ofAws}/AmazonBedrockFullAccess`)).toEqual([`${need}: ok`]);
    expect(await withPolicy(`${ofAws}/service-role/AWSLambdaBasicExecutionRole`)).toEqual([
      `${need}: broken in HelperRole`,
    ]);
    expect(await withPolicy(`${ofAws}/NoSuchPolicy`)).toEqual([
      `${need}: undecidable, the template does not show the managed policy ${ofAws}/NoSuchPolicy`,
    ]);
  });

  it('knows managed policies of AWS that SAM attaches by their names', async () => {
    const caller = (policy: string) => `
  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: h, AgentResourceRoleArn: !ImportValue R } }
  Chat: { Type: AWS::Serverless::Function, Properties: { Policies: [${policy}], Environment: { Variables: { AGENT: !Ref Helper, ALIAS: TSTALIASID } } } }
Transform: AWS::Serverless-2016-10-31
`;
    const need = 'Chat bedrock:InvokeAgent';
    expect(await needsWithManagedPolicies(caller('AmazonBedrockFullAccess'))).toEqual([
      `${need}: ok`,
    ]);
    expect(await needsWithManagedPolicies(caller('AWSLambdaBasicExecutionRole'))).toEqual([
      `${need}: broken in ChatRole`,
    ]);
  });

  it('does not decide what the documentation of AWS leaves open', () => {
    const open = "{ Effect: Allow, Action: 'b*:InvokeModel', Resource: '*' }";
    expect(needsIn(role('HelperRole', [open]) + think)).toEqual([
      "Helper bedrock:InvokeModel: undecidable, AWS's documentation does not say whether the policies of HelperRole allow it",
    ]);
  });

  it('obeys a deny and a permissions boundary of the template', () => {
    const deny = "{ Effect: Deny, Action: 'bedrock:*', Resource: '*' }";
    expect(needsIn(role('HelperRole', [ownModel, deny]) + think)).toEqual([
      'Helper bedrock:InvokeModel: broken in HelperRole',
    ]);
    const limit = `
  Limit: { Type: AWS::IAM::ManagedPolicy, Properties: { PolicyDocument: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 's3:*', Resource: '*' }] } } }
`;
    const limited = role('HelperRole', [ownModel], '      PermissionsBoundary: !Ref Limit');
    expect(needsIn(limited + limit + think)).toEqual([
      'Helper bedrock:InvokeModel: broken in HelperRole',
    ]);
  });

  it('compares a parameter with itself, and does not decide about another value', () => {
    const chosen = agent('FoundationModel: !Ref ModelId');
    const same = ownModel.replace('amazon.nova-pro-v1:0', '$' + '{ModelId}');
    expect(needsIn(role('HelperRole', [same]) + chosen)).toEqual([
      'Helper bedrock:InvokeModel: ok',
    ]);
    expect(needsIn(role('HelperRole', [ownModel]) + chosen)).toEqual([
      'Helper bedrock:InvokeModel: undecidable, it depends on ModelId',
    ]);
  });

  describe('an inference profile', () => {
    const profile = 'us.amazon.nova-pro-v1:0';
    const grantOf = (arn: string) => model(`!Sub 'arn:aws:bedrock:${arn}'`);
    const onProfile = grantOf(`$\{AWS::Region}:$\{AWS::AccountId}:inference-profile/${profile}`);
    const inRegion = (region: string) =>
      grantOf(`${region}::foundation-model/amazon.nova-pro-v1:0`);
    const decide = (...grants: readonly string[]) =>
      needsIn(role('HelperRole', grants) + agent(`FoundationModel: '${profile}'`)).map(
        (one) => one.split(': ')[1],
      );

    it('needs its model in every Region', () => {
      expect(decide(onProfile, inRegion('*'))).toEqual(['ok', 'ok']);
      expect(decide(onProfile, inRegion('us-east-1'), inRegion('us-west-2'))).toEqual(['ok', 'ok']);
      expect(decide(onProfile)).toEqual(['ok', 'broken in HelperRole']);
      expect(decide(onProfile, inRegion('us-east-1'))).toEqual(['ok', 'broken in HelperRole']);
      expect(decide(onProfile, inRegion('$' + '{AWS::Region}'))).toEqual([
        'ok',
        'broken in HelperRole',
      ]);
      expect(decide(inRegion('*'))).toEqual(['broken in HelperRole', 'ok']);
    });
  });

  it('does not decide about the Regions of an inference profile that no source confirms', () => {
    const profile = 'apac.amazon.nova-pro-v1:0';
    const grantOf = (arn: string) => model(`!Sub 'arn:aws:bedrock:${arn}'`);
    const decide = (region: string) =>
      needsIn(
        role('HelperRole', [
          grantOf(`$\{AWS::Region}:$\{AWS::AccountId}:inference-profile/${profile}`),
          grantOf(`${region}::foundation-model/amazon.nova-pro-v1:0`),
        ]) + agent(`FoundationModel: '${profile}'`),
      ).map((one) => one.split(': ')[1]);
    expect(decide('*')).toEqual(['ok', 'ok']);
    expect(decide('ap-northeast-1')[1]).toContain('undecidable');
  });

  it('knows the stack’s own account and Region, and other names of one function', () => {
    const resources = `
  Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: work, Role: !ImportValue R } }
  Front: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: front, RoleArn: !GetAtt FrontRole.Arn } }
  Tool: { Type: AWS::BedrockAgentCore::GatewayTarget, Properties: { GatewayIdentifier: !Ref Front, TargetConfiguration: { Mcp: { Lambda: { LambdaArn: !GetAtt Work.Arn } } } } }
`;
    const granted = (name: string) =>
      needsIn(
        resources +
          role('FrontRole', [
            `{ Effect: Allow, Action: lambda:InvokeFunction, Resource: !Sub 'arn:aws:lambda:$\{AWS::Region}:$\{AWS::AccountId}:function:${name}' }`,
          ]),
      );
    expect(granted('work')).toEqual(['Front lambda:InvokeFunction: ok']);
    expect(granted('$' + '{Work}')).toEqual(['Front lambda:InvokeFunction: ok']);
    expect(granted('other')).toEqual(['Front lambda:InvokeFunction: broken in FrontRole']);
  });

  it('does not decide with a permission whose condition the template does not decide', () => {
    const resources = (agentCondition: string) => `
  Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: work, Role: !ImportValue R } }
  Helper: { Type: AWS::Bedrock::Agent, ${agentCondition} Properties: { AgentName: h, AgentResourceRoleArn: !ImportValue A, ActionGroups: [{ ActionGroupName: g, ActionGroupExecutor: { Lambda: !GetAtt Work.Arn } }] } }
  Allow: { Type: AWS::Lambda::Permission, Condition: IsLive, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Work, Principal: bedrock.amazonaws.com, SourceArn: !GetAtt Helper.AgentArn } }
Parameters: { Stage: { Type: String } }
Conditions: { IsLive: !Equals [!Ref Stage, live] }
`;
    const need = 'Helper lambda:InvokeFunction';
    expect(needsIn(resources(''))).toEqual([
      `${need}: undecidable, it depends on the condition IsLive: the parameter Stage has no default; add --parameter Stage=VALUE`,
    ]);
    expect(needsIn(resources('Condition: IsLive,'))).toEqual([`${need}: ok`]);
  });

  it('knows the stage of an API that has one', () => {
    const resources = (...stages: readonly string[]) => `
  Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: work, Role: !ImportValue R } }
  Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: api } }
  Get: { Type: AWS::ApiGateway::Method, Properties: { HttpMethod: GET, RestApiId: !Ref Api, ResourceId: !GetAtt Api.RootResourceId, Integration: { Type: AWS_PROXY, Uri: !Sub 'arn:aws:apigateway:$\{AWS::Region}:lambda:path/2015-03-31/functions/$\{Work.Arn}/invocations' } } }
  Allow: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: !Ref Work, Principal: apigateway.amazonaws.com, SourceArn: !Sub 'arn:aws:execute-api:$\{AWS::Region}:$\{AWS::AccountId}:$\{Api}/live/GET/' } }
${stages.map((name, index) => `  Stage${index}: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, StageName: ${name} } }\n`).join('')}`;
    const need = 'Get lambda:InvokeFunction';
    expect(needsIn(resources('live'))).toEqual([`${need}: ok`]);
    expect(needsIn(resources('test'))).toEqual([`${need}: broken in Work`]);
    const open = [expect.stringMatching(/: undecidable, /)];
    expect(needsIn(resources())).toEqual(open);
    expect(needsIn(resources('test', 'live'))).toEqual(open);
  });

  it('needs a permission for the qualifier that the caller names', () => {
    const resources = (target: string, statement: string) => `
  Work: { Type: AWS::Lambda::Function, Properties: { FunctionName: work, Role: !ImportValue R } }
  Live: { Type: AWS::Lambda::Alias, Properties: { FunctionName: !Ref Work, FunctionVersion: '3', Name: live } }
  Helper: { Type: AWS::Bedrock::Agent, Properties: { AgentName: h, AgentResourceRoleArn: !ImportValue A, ActionGroups: [{ ActionGroupName: g, ActionGroupExecutor: { Lambda: ${target} } }] } }
  Allow: { Type: AWS::Lambda::Permission, Properties: { Action: lambda:InvokeFunction, FunctionName: ${statement}, Principal: bedrock.amazonaws.com, SourceArn: !GetAtt Helper.AgentArn } }
`;
    const ofAgent = 'Helper lambda:InvokeFunction';
    expect(needsIn(resources('!Ref Live', '!Ref Live'))).toEqual([`${ofAgent}: ok`]);
    expect(needsIn(resources('!Ref Live', '!Ref Work'))).toEqual([`${ofAgent}: broken in Work`]);
    expect(needsIn(resources('!GetAtt Work.Arn', '!Ref Work'))).toEqual([`${ofAgent}: ok`]);
  });

  it.each([
    ["'kms:ViaService': !Sub 'secretsmanager.$" + "{AWS::Region}.amazonaws.com'", 'ok'],
    ["'kms:ViaService': !Sub 's3.$" + "{AWS::Region}.amazonaws.com'", 'broken in ReaderRole'],
    ["'kms:CallerAccount': !Ref AWS::AccountId", 'ok'],
  ])('knows how the key of a secret is used, for the condition %s', (condition, outcome) => {
    const reader = `
  Key: { Type: AWS::KMS::Key, Properties: {} }
  Login: { Type: AWS::SecretsManager::Secret, Properties: { KmsKeyId: !Ref Key } }
  Reader:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt ReaderRole.Arn, Environment: { Variables: { LOGIN: !Ref Login } } }
`;
    const statements = [
      "{ Effect: Allow, Action: 'secretsmanager:GetSecretValue', Resource: !Ref Login }",
      `{ Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Key.Arn, Condition: { StringEquals: { ${condition} } } }`,
    ];
    expect(needsIn(role('ReaderRole', statements) + reader)).toContain(
      `Reader kms:Decrypt: ${outcome}`,
    );
  });

  it('needs the key of an agent, in the role or in the policy of the key', () => {
    const encrypted = (principal: string) => `
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'kms:*', Resource: '*', Principal: { AWS: ${principal} } }] } } }
${agent('CustomerEncryptionKeyArn: !GetAtt Key.Arn')}`;
    const ofAccount = encrypted("!Sub 'arn:aws:iam::$" + "{AWS::AccountId}:root'");
    const need = 'Helper kms:Decrypt';
    const grant = "{ Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Key.Arn }";
    expect(needsIn(role('HelperRole', [grant]) + ofAccount)).toEqual([`${need}: ok`]);
    expect(needsIn(role('HelperRole', []) + ofAccount)).toEqual([`${need}: broken in HelperRole`]);
    expect(needsIn(role('HelperRole', []) + encrypted('!GetAtt HelperRole.Arn'))).toEqual([
      `${need}: ok`,
    ]);
  });

  it.each([
    ['bedrock.amazonaws.com', 'ok'],
    ['lambda.amazonaws.com', 'broken in HelperRole'],
  ])('accepts a key of an agent whose policy allows %s: %s', (service, outcome) => {
    const key =
      `
  Key: { Type: AWS::KMS::Key, Properties: { KeyPolicy: { Version: '2012-10-17', Statement: [{ Effect: Allow, Action: 'kms:*', Resource: '*', Principal: { AWS: !Sub 'arn:aws:iam::$` +
      `{AWS::AccountId}:root' } }, { Effect: Allow, Action: ['kms:Decrypt', 'kms:GenerateDataKey'], Resource: '*', Principal: { Service: ${service} } }] } } }
${agent('CustomerEncryptionKeyArn: !GetAtt Key.Arn')}`;
    expect(needsIn(role('HelperRole', []) + key)).toEqual([`Helper kms:Decrypt: ${outcome}`]);
  });

  it.each([
    ["['bedrock:InvokeAgent'], Resource: '*'", 'ok'],
    ["['bedrock:InvokeModel'], Resource: '*'", 'broken in AskRole'],
    [
      "['bedrock:InvokeAgent'], Resource: 'arn:aws:bedrock:eu-west-1:111122223333:agent-alias/A/B'",
      'undecidable, it depends on a value that the template does not show',
    ],
  ])('decides about an agent of another stack with %s', (granted, outcome) => {
    const ask = `
  Ask: { Type: AWS::Lambda::Function, Properties: { Role: !GetAtt AskRole.Arn, Environment: { Variables: { AGENT_ID: !ImportValue A, AGENT_ALIAS_ID: !ImportValue B } } } }
`;
    const roles = role('AskRole', [`{ Effect: Allow, Action: ${granted} }`]);
    expect(needsIn(roles + ask)).toEqual([`Ask bedrock:InvokeAgent: ${outcome}`]);
    expect(needsIn(roles + ask.replace('AGENT_ALIAS_ID', 'ALIAS_OF_SHELL'))).toEqual([]);
  });

  it('needs the workload identity of a gateway whose target has a credential provider', () => {
    const target = `
  Front: { Type: AWS::BedrockAgentCore::Gateway, Properties: { Name: Front, RoleArn: !GetAtt FrontRole.Arn } }
  Notes: { Type: AWS::BedrockAgentCore::GatewayTarget, Properties: { Name: notes, GatewayIdentifier: !Ref Front, TargetConfiguration: { Mcp: { OpenApiSchema: { InlinePayload: '{}' } } }, CredentialProviderConfigurations: [{ CredentialProviderType: API_KEY, CredentialProvider: { ApiKeyCredentialProvider: { ProviderArn: 'arn:aws:bedrock-agentcore:eu-west-1:111122223333:token-vault/default/apikeycredentialprovider/notes' } } }] } }
`;
    const grant = (identity: string) =>
      `{ Effect: Allow, Action: 'bedrock-agentcore:Get*', Resource: [!Sub 'arn:aws:bedrock-agentcore:*:*:workload-identity-directory/default/workload-identity/${identity}', 'arn:aws:bedrock-agentcore:*:*:token-vault/*'] }`;
    const outcomes = (identity: string) =>
      needsIn(role('FrontRole', [grant(identity)]) + target).map((one) => one.split(': ')[1]);
    expect(outcomes('front-*')).toEqual(['ok', 'ok']);
    expect(outcomes('back-*')).toEqual(['broken in FrontRole', 'ok']);
  });

  it.each([
    ["'arn:aws:iam::$" + "{AWS::AccountId}:root'", true, 'ok'],
    ["'arn:aws:iam::$" + "{AWS::AccountId}:root'", false, 'broken in ReaderRole'],
    ['!GetAtt ReaderRole.Arn', false, 'ok'],
    ['!GetAtt OtherRole.Arn', true, 'broken in Key'],
    ['!GetAtt OtherRole.Arn', false, 'broken in ReaderRole'],
  ])(
    'needs the policy of a key, which allows %s, with a grant: %s',
    (principal, granted, outcome) => {
      const allowed = principal.startsWith('!') ? principal : `!Sub ${principal}`;
      const reader = `
  Key:
    Type: AWS::KMS::Key
    Properties:
      KeyPolicy: { Statement: [{ Effect: Allow, Principal: { AWS: ${allowed} }, Action: 'kms:*', Resource: '*' }] }
  Login: { Type: AWS::SecretsManager::Secret, Properties: { KmsKeyId: !Ref Key } }
  Reader:
    Type: AWS::Lambda::Function
    Properties: { Role: !GetAtt ReaderRole.Arn, Environment: { Variables: { LOGIN: !Ref Login } } }
`;
      const grant = "{ Effect: Allow, Action: 'kms:Decrypt', Resource: !GetAtt Key.Arn }";
      const roles = role('ReaderRole', granted ? [grant] : []) + role('OtherRole', []);
      expect(needsIn(roles + reader)).toContain(`Reader kms:Decrypt: ${outcome}`);
    },
  );
});
