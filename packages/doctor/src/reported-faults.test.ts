import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnoseTemplate } from './diagnose-template.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');

type Change = readonly [from: string, to: string];

const findingsIn = async (fixture: string, changes: readonly Change[]) => {
  const written = await readFile(resolve(fixtures, `${fixture}.yml`), 'utf8');
  const text = changes.reduce((before, [from, to]) => {
    expect(before).toContain(from);
    return before.replaceAll(from, to);
  }, written);
  return (await diagnoseTemplate({ text, name: 'stack' })).findings;
};

type Row = readonly [
  fault: string,
  template: readonly [fixture: string, ...changes: readonly Change[]],
  found: {
    readonly code: string;
    readonly hop: number;
    readonly where: string;
    readonly cure: string;
  },
];

const nova = 'eu.anthropic.claude-3-7-sonnet-20250219-v1:0';
const policyArn = 'RoleArn: !GetAtt FrontRole.Arn';

/** Faults of public bug reports, in small separate templates. Most fixtures are the legitimate twin of the fault. */
const rows: readonly Row[] = [
  [
    'a schema in S3',
    [
      'parameters-over-quota.clean',
      [
        'FunctionSchema:\n            Functions:\n              - Name: search\n                Parameters:',
        'ApiSchema:\n            S3: { S3BucketName: schemas, S3ObjectKey: desk.json }\n          Unused:\n            - Name:\n                x:',
      ],
    ],
    {
      code: 'GRANT_MISSING',
      hop: 4,
      where: 'AnalystRole',
      cure: 's3:GetObject on arn:aws:s3:::schemas/desk.json',
    },
  ],
  [
    'a knowledge base',
    [
      'parameters-over-quota.clean',
      [
        'AutoPrepare: true',
        'AutoPrepare: true\n      KnowledgeBases: [{ KnowledgeBaseId: KB12345678, Description: Notes. }]',
      ],
    ],
    { code: 'GRANT_MISSING', hop: 4, where: 'AnalystRole', cure: 'bedrock:Retrieve' },
  ],
  [
    'a guardrail',
    [
      'parameters-over-quota.clean',
      [
        'AutoPrepare: true',
        'AutoPrepare: true\n      GuardrailConfiguration: { GuardrailIdentifier: gr1234567890, GuardrailVersion: DRAFT }',
      ],
    ],
    { code: 'GRANT_MISSING', hop: 4, where: 'AnalystRole', cure: 'bedrock:ApplyGuardrail' },
  ],
  [
    'a profile with its model in one Region',
    ['invoke-model-denied.clean', ['bedrock:*::', 'bedrock:$' + '{AWS::Region}::']],
    { code: 'INVOKE_MODEL_DENIED', hop: 4, where: 'AnalystRole', cure: 'eu-central-1' },
  ],
  [
    'a profile with its model in one literal Region',
    ['invoke-model-denied.clean', ['bedrock:*::', 'bedrock:eu-west-1::']],
    { code: 'INVOKE_MODEL_DENIED', hop: 4, where: 'AnalystRole', cure: 'eu-west-3' },
  ],
  [
    'a model without its profile',
    ['invoke-model-denied.clean', [`inference-profile/${nova}`, 'inference-profile/other']],
    {
      code: 'INVOKE_MODEL_DENIED',
      hop: 4,
      where: 'AnalystRole',
      cure: `inference-profile/${nova}`,
    },
  ],
  [
    'an API that is named by its logical id',
    ['authorizer-scopes-missing.clean', ['$' + '{Desk}/*', 'Desk/*']],
    { code: 'RESOURCE_POLICY_MISSING', hop: 2, where: 'Work', cure: 'SourceArn' },
  ],
  [
    'a permission for another path',
    ['authorizer-scopes-missing.clean', ['POST/questions', 'POST/answers']],
    { code: 'RESOURCE_POLICY_MISSING', hop: 2, where: 'Work', cure: 'SourceArn' },
  ],
  [
    'a machine client before its scope',
    ['client-before-resource-server.bad'],
    {
      code: 'CLIENT_BEFORE_RESOURCE_SERVER',
      hop: 6,
      where: 'Machine.AllowedOAuthScopes',
      cure: 'DependsOn: Server',
    },
  ],
  [
    'a client of people before its scope',
    ['authorizer-scopes-missing.bad', ['    DependsOn: Server\n', '']],
    {
      code: 'CLIENT_BEFORE_RESOURCE_SERVER',
      hop: 1,
      where: 'Page.AllowedOAuthScopes',
      cure: 'DependsOn: Server',
    },
  ],
  [
    'a policy engine',
    ['grant-missing.bad'],
    { code: 'GRANT_MISSING', hop: 6, where: 'GatewayRole', cure: 'PartiallyAuthorizeActions' },
  ],
  [
    'an interceptor',
    [
      'grant-races-target.clean',
      [
        policyArn,
        `${policyArn}\n      InterceptorConfigurations: [{ Interceptor: { Lambda: { Arn: 'arn:aws:lambda:eu-west-1:111122223333:function:filter' } }, InterceptionPoints: [REQUEST] }]`,
      ],
    ],
    { code: 'GRANT_MISSING', hop: 6, where: 'FrontRole', cure: 'lambda:InvokeFunction' },
  ],
  [
    'an MCP server with IAM',
    ['target-provider-missing.bad'],
    {
      code: 'TARGET_PROVIDER_MISSING',
      hop: 7,
      where: 'Tools.CredentialProviderConfigurations',
      cure: 'IamCredentialProvider',
    },
  ],
  [
    'an OpenAPI schema with IAM',
    [
      'target-provider-missing.bad',
      [
        'McpServer: { Endpoint: https://tools.example.com/mcp }',
        "OpenApiSchema: { InlinePayload: '{}' }",
      ],
    ],
    {
      code: 'TARGET_PROVIDER_MISSING',
      hop: 7,
      where: 'Tools.CredentialProviderConfigurations',
      cure: 'IamCredentialProvider',
    },
  ],
  [
    'a runtime without a grant',
    [
      'target-provider-missing.clean',
      [
        'https://tools.example.com/mcp',
        'https://bedrock-agentcore.eu-west-1.amazonaws.com/runtimes/arn%3Aaws%3Abedrock-agentcore%3Aeu-west-1%3A111122223333%3Aruntime%2Fdesk/invocations',
      ],
    ],
    {
      code: 'GRANT_MISSING',
      hop: 7,
      where: 'FrontRole',
      cure: 'bedrock-agentcore:InvokeAgentRuntime',
    },
  ],
  [
    'an authorizer without scopes',
    ['authorizer-scopes-missing.bad'],
    {
      code: 'AUTHORIZER_SCOPES_MISSING',
      hop: 1,
      where: 'Post.AuthorizationScopes',
      cure: 'desk/ask',
    },
  ],
  [
    'a guarded preflight',
    ['preflight-guarded.bad'],
    { code: 'PREFLIGHT_GUARDED', hop: 1, where: 'Preflight.AuthorizationType', cure: 'NONE' },
  ],
  [
    'a preflight that IAM guards',
    ['preflight-guarded.clean', ['AuthorizationType: NONE', 'AuthorizationType: AWS_IAM']],
    { code: 'PREFLIGHT_GUARDED', hop: 1, where: 'Preflight.AuthorizationType', cure: 'NONE' },
  ],
  [
    'six parameters',
    ['parameters-over-quota.bad'],
    { code: 'PARAMETERS_OVER_QUOTA', hop: 4, where: 'Analyst.ActionGroups', cure: 'quota' },
  ],
  [
    'scopes with commas',
    ['scopes-with-commas.bad'],
    {
      code: 'SCOPES_WITH_COMMAS',
      hop: 6,
      where: 'Work.Environment.Variables.SCOPE',
      cure: 'space',
    },
  ],
  [
    'a VPC without a way out',
    ['vpc-without-way-out.bad'],
    { code: 'VPC_WITHOUT_WAY_OUT', hop: 6, where: 'Work.VpcConfig', cure: 'NAT gateway' },
  ],
  [
    'a route to an internet gateway, which a function cannot use',
    ['vpc-without-way-out.clean', ['NatGatewayId', 'GatewayId']],
    { code: 'VPC_WITHOUT_WAY_OUT', hop: 6, where: 'Work.VpcConfig', cure: 'NAT gateway' },
  ],
  [
    'a target in a fixed Region',
    ['target-elsewhere.bad'],
    { code: 'TARGET_ELSEWHERE', hop: 7, where: 'Tools.TargetConfiguration', cure: 'account' },
  ],
  [
    'a grant that races its target',
    ['grant-races-target.bad'],
    { code: 'GRANT_RACES_TARGET', hop: 7, where: 'Tools', cure: 'DependsOn: Grant' },
  ],
  [
    'a grant on another alias',
    ['invoke-agent-denied.bad'],
    { code: 'INVOKE_AGENT_DENIED', hop: 3, where: 'ChatRole', cure: 'bedrock:InvokeAgent' },
  ],
  [
    'a grant on another secret',
    ['secret-access-denied.bad'],
    { code: 'SECRET_ACCESS_DENIED', hop: 6, where: 'CallerRole', cure: 'Credentials' },
  ],
  [
    'a changed model',
    ['invoke-model-denied.bad'],
    { code: 'INVOKE_MODEL_DENIED', hop: 4, where: 'AnalystRole', cure: 'nova-pro' },
  ],
  [
    'a gateway ARN as identifier',
    ['gateway-arn-as-identifier.bad'],
    { code: 'GATEWAY_ARN_AS_IDENTIFIER', hop: 7, where: 'Tools.GatewayIdentifier', cure: '!Ref' },
  ],
];

describe('a fault of a public report', () => {
  it.each([
    [
      'a grant on the agent instead of its alias',
      'agent-alias/$' + '{Analyst.AgentId}/*',
      'agent/A1',
      'ACTION_RESOURCE_MISMATCH',
    ],
    [
      'a grant on another alias',
      'agent-alias/$' + '{Analyst.AgentId}/*',
      'agent-alias/A1/B2',
      'INVOKE_AGENT_DENIED',
    ],
    ['a misspelled action', 'bedrock:InvokeAgent', 'bedrock:InvokeAgents', 'ACTION_UNKNOWN'],
  ])('%s is one error of hop 3', async (...[, from, to, code]) => {
    const written = await readFile(resolve(fixtures, 'invoke-agent-denied.clean.yml'), 'utf8');
    expect(written).toContain(from);
    const { findings, hops } = await diagnoseTemplate({
      text: written.replace(from, to),
      name: 'stack',
    });
    expect(findings).toMatchObject([{ code, severity: 'error', hop: 3 }]);
    expect(hops?.find(({ hop }) => hop === 3)).toMatchObject({ verdict: 'broken' });
  });

  it.each(rows)(
    '%s is named with its hop, its object and a cure',
    async (_, [fixture, ...changes], found) => {
      const findings = await findingsIn(fixture, changes);
      const { cure, ...place } = found;
      expect(findings).toContainEqual(
        expect.objectContaining({ ...place, cure: expect.stringContaining(cure) }),
      );
    },
  );
});
