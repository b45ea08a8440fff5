import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

const path = resolve(import.meta.dirname, '../fixtures/systems/parcel-desk.yml');
const intact = await readFile(path, 'utf8');

type Change = readonly [from: string, to: string];

const diagnose = ([from, to]: Change) => {
  expect(intact.split(from)).toHaveLength(2);
  return diagnoseTemplate({ text: intact.replace(from, () => to), name: 'parcel-desk.yml' });
};

type Fault = readonly [
  name: string,
  change: Change,
  found: {
    readonly hop: number;
    readonly code: string;
    readonly where: string;
    readonly cure: string;
  },
];

const aliasOfAgent = 'Resource: !GetAtt CourierRelease.AgentAliasArn';

const flowOfMachine = '      AllowedOAuthFlows: [client_credentials]\n';
const secretAndFlag = '      GenerateSecret: true\n      AllowedOAuthFlowsUserPoolClient: true\n';
const noFlow = { hop: 6, code: 'CLIENT_FLOW_MISSING', where: 'TrackingApp.AllowedOAuthFlows' };

const faults: readonly Fault[] = [
  [
    'a method that accepts only ID tokens',
    ['      AuthorizationScopes: [parcels/ask]\n', ''],
    {
      hop: 1,
      code: 'AUTHORIZER_SCOPES_MISSING',
      where: 'AskMethod.AuthorizationScopes',
      cure: 'parcels/ask',
    },
  ],
  [
    'a permission for another method',
    ['/*/POST/ask', '/*/GET/ask'],
    { hop: 2, code: 'RESOURCE_POLICY_MISSING', where: 'DeskFn', cure: 'POST/ask' },
  ],
  [
    'a grant on the agent instead of its alias',
    [aliasOfAgent, 'Resource: !GetAtt Courier.AgentArn'],
    {
      hop: 3,
      code: 'ACTION_RESOURCE_MISMATCH',
      where: 'DeskMayAsk, statement Ask',
      cure: 'agent-alias',
    },
  ],
  [
    'a grant on the test alias',
    [
      aliasOfAgent,
      'Resource: !Sub arn:${AWS::Partition}:bedrock:${AWS::Region}:${AWS::AccountId}:agent-alias/${Courier}/TSTALIASID',
    ],
    { hop: 3, code: 'INVOKE_AGENT_DENIED', where: 'DeskRole', cure: 'CourierRelease' },
  ],
  [
    'a profile with one model too few',
    [
      '                  - !Sub arn:${AWS::Partition}:bedrock:us-west-2::foundation-model/amazon.nova-pro-v1:0\n',
      '',
    ],
    { hop: 4, code: 'INVOKE_MODEL_DENIED', where: 'CourierRole', cure: 'us-west-2' },
  ],
  [
    'a grant on the folder of the schema, not on what is in it',
    ['Resource: !Sub ${Schemas.Arn}/tracking/*', 'Resource: !Sub ${Schemas.Arn}/tracking'],
    { hop: 4, code: 'GRANT_MISSING', where: 'CourierRole', cure: 'tracking/openapi.yaml' },
  ],
  [
    'a permission on a function whose alias is called',
    ['FunctionName: !Ref TrackingLive', 'FunctionName: !Ref TrackingFn'],
    { hop: 5, code: 'RESOURCE_POLICY_MISSING', where: 'TrackingFn', cure: 'TrackingPermission' },
  ],
  [
    'a permission for the alias of the agent',
    ['agent/${Courier}\n', 'agent-alias/${Courier}/*\n'],
    {
      hop: 5,
      code: 'ALIAS_ARN_FOR_AGENT',
      where: 'InvoicesPermission.SourceArn',
      cure: 'AgentArn',
    },
  ],
  [
    'a key that can be used only through another service',
    ['secretsmanager.${AWS::Region}.amazonaws.com', 's3.${AWS::Region}.amazonaws.com'],
    { hop: 6, code: 'GRANT_MISSING', where: 'TrackingRole', cure: 'kms:Decrypt' },
  ],
  [
    'a key whose policy leaves nothing to IAM',
    [
      "Principal: { AWS: !Sub 'arn:${AWS::Partition}:iam::${AWS::AccountId}:root' }",
      'Principal: { AWS: !GetAtt NightRole.Arn }',
    ],
    { hop: 6, code: 'GRANT_MISSING', where: 'Vault', cure: 'in Vault' },
  ],
  [
    'a grant on the other gateway',
    ['Resource: !GetAtt Ledger.GatewayArn', 'Resource: !GetAtt Carriers.GatewayArn'],
    {
      hop: 6,
      code: 'GRANT_MISSING',
      where: 'InvoicesRole',
      cure: 'bedrock-agentcore:InvokeGateway',
    },
  ],
  [
    'an audience, which access tokens of Cognito do not have',
    ['AllowedClients: [!Ref TrackingApp]', 'AllowedAudience: [!Ref TrackingApp]'],
    {
      hop: 6,
      code: 'AUDIENCE_NOT_ALLOWED',
      where: 'Carriers.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedAudience',
      cure: 'AllowedClients',
    },
  ],
  [
    'a scope with another name',
    ['AllowedScopes: [parcels/carriers]', 'AllowedScopes: [parcels/carrier]'],
    {
      hop: 6,
      code: 'SCOPE_UNDEFINED',
      where: 'Carriers.AuthorizerConfiguration',
      cure: 'UserPoolResourceServer',
    },
  ],
  [
    'a scope that the client does not have',
    ['AllowedScopes: [parcels/carriers]', 'AllowedScopes: [parcels/ask]'],
    {
      hop: 6,
      code: 'INSUFFICIENT_SCOPE',
      where: 'Carriers.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedScopes',
      cure: 'AllowedScopes',
    },
  ],
  [
    'the client of the page instead of the machine client',
    ['AllowedClients: [!Ref TrackingApp]', 'AllowedClients: [!Ref DeskApp]'],
    {
      hop: 6,
      code: 'INSUFFICIENT_SCOPE',
      where: 'Carriers.AuthorizerConfiguration.CustomJWTAuthorizer.AllowedScopes',
      cure: 'the client',
    },
  ],
  [
    'a machine client without a flow',
    [flowOfMachine, ''],
    { ...noFlow, cure: 'client_credentials' },
  ],
  [
    'a machine client with the flow of people',
    [
      flowOfMachine,
      "      AllowedOAuthFlows: [code]\n      CallbackURLs: ['https://x.example/']\n",
    ],
    { ...noFlow, cure: 'another one for the machine' },
  ],
  [
    'a machine client that cannot use its flow',
    [secretAndFlag, '      GenerateSecret: true\n'],
    {
      ...noFlow,
      where: 'TrackingApp.AllowedOAuthFlowsUserPoolClient',
      cure: 'AllowedOAuthFlowsUserPoolClient',
    },
  ],
  [
    'a machine client without a client secret',
    [secretAndFlag, '      AllowedOAuthFlowsUserPoolClient: true\n'],
    {
      hop: 6,
      code: 'CLIENT_SECRET_MISSING',
      where: 'TrackingApp.GenerateSecret',
      cure: 'GenerateSecret',
    },
  ],
  [
    'the credentials of the page as those of the machine',
    [
      '{"client_id":"${TrackingApp}","client_secret":"${TrackingApp.ClientSecret}"}',
      '{"client_id":"${DeskApp}","client_secret":"${DeskApp.ClientSecret}"}',
    ],
    { ...noFlow, where: 'DeskApp.AllowedOAuthFlows', cure: 'another one for the machine' },
  ],
  [
    'a request for a scope that the client does not have',
    ['SCOPE: parcels/carriers', 'SCOPE: parcels/carriers parcels/ask'],
    {
      hop: 6,
      code: 'SCOPE_NOT_GRANTED',
      where: 'TrackingFn.Environment.Variables.SCOPE',
      cure: 'TrackingApp',
    },
  ],
  [
    'the id of the client of the page with the secret of the machine client',
    ['"client_id":"${TrackingApp}"', '"client_id":"${DeskApp}"'],
    {
      hop: 6,
      code: 'CLIENT_SECRET_OF_ANOTHER',
      where: 'CarrierLogin.SecretString',
      cure: 'the id of TrackingApp',
    },
  ],
  [
    'the secret of the client of the page with the id of the machine client',
    ['${TrackingApp.ClientSecret}', '${DeskApp.ClientSecret}'],
    {
      hop: 6,
      code: 'CLIENT_SECRET_OF_ANOTHER',
      where: 'CarrierLogin.SecretString',
      cure: 'the client secret of TrackingApp',
    },
  ],
  [
    'a grant on the target of the other gateway',
    ['Resource: !GetAtt ScansFn.Arn', 'Resource: !GetAtt BooksFn.Arn'],
    { hop: 7, code: 'TARGET_NOT_GRANTED', where: 'CarriersRole', cure: 'ScansFn' },
  ],
  [
    'a function as a target without credentials',
    [
      '      Name: scans\n      CredentialProviderConfigurations: [{ CredentialProviderType: GATEWAY_IAM_ROLE }]\n',
      '      Name: scans\n',
    ],
    {
      hop: 7,
      code: 'TARGET_PROVIDER_MISSING',
      where: 'CarriersTarget.CredentialProviderConfigurations',
      cure: 'GATEWAY_IAM_ROLE',
    },
  ],
  [
    'the ARN of a gateway as its identifier',
    ['!GetAtt Ledger.GatewayIdentifier', '!GetAtt Ledger.GatewayArn'],
    {
      hop: 7,
      code: 'GATEWAY_ARN_AS_IDENTIFIER',
      where: 'LedgerTarget.GatewayIdentifier',
      cure: 'GatewayIdentifier',
    },
  ],
];

describe('a system that nobody wrote a rule for', () => {
  it('has seven hops that are ok, and no findings', async () => {
    const report = await diagnoseTemplate({ text: intact, name: 'parcel-desk.yml' });
    expect(report.findings).toEqual([]);
    expect(report.hops?.map(({ verdict }) => verdict)).toEqual(Array(7).fill('ok'));
  });

  it.each(faults)('names %s, and only that', async (_name, change, { hop, code, where, cure }) => {
    const { findings, hops = [] } = await diagnose(change);
    const errors = findings.filter(({ severity }) => severity === 'error');
    expect(errors).toEqual([
      expect.objectContaining({ hop, code, where, cure: expect.stringContaining(cure) }),
    ]);
    const notOk = hops.filter(({ verdict }) => verdict !== 'ok');
    expect(notOk).toEqual([expect.objectContaining({ hop, verdict: 'broken' })]);
  });

  it('names a permission of a trigger, which is no hop', async () => {
    const { findings } = await diagnose([
      'SourceArn: !GetAtt EveryNight.Arn',
      'SourceArn: !GetAtt Courier.AgentArn',
    ]);
    expect(findings).toMatchObject([
      { code: 'RESOURCE_POLICY_MISSING', hop: null, where: 'NightFn' },
    ]);
  });
});
