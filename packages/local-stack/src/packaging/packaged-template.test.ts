import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { type Stage, serviceDirectory, stages, templateOf } from '../../testing/packaged-stages.ts';
import type { Template } from '../template/template.ts';

type Properties = Record<string, unknown>;

const propertiesByType = (template: Template, type: string): Map<string, Properties> =>
  new Map(
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => [id, resource.Properties ?? {}]),
  );

/** Lists the keys of a section in all files of one name in the services, each with its files. */
const keysInSources = async (
  fileName: string,
  keysOf: (document: Properties) => Properties,
): Promise<string[]> => {
  const services = await readdir(join(serviceDirectory, 'services'));
  const keys = await Promise.all(
    services.map(async (service) => {
      const path = join(serviceDirectory, 'services', service, fileName);
      const text = await readFile(path, 'utf8').catch(() => undefined);
      return text === undefined ? [] : Object.keys(keysOf(parse(text, { logLevel: 'error' })));
    }),
  );
  return keys.flat();
};

const operatorArn = {
  'Fn::Sub': 'arn:${AWS::Partition}:iam::${AWS::AccountId}:role/hopwise-operator',
};

const statementsOf = (role: Properties): Properties[] =>
  (role.Policies as { PolicyDocument: { Statement: Properties[] } }[]).flatMap(
    (policy) => policy.PolicyDocument.Statement,
  );

describe.each(stages)('the packaged template of %s', (stage) => {
  it('gives every function its own role and has no shared default role', async () => {
    const template = await templateOf(stage);
    const roles = [...propertiesByType(template, 'AWS::Lambda::Function').values()].map(
      ({ Role }) => (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'][0],
    );
    expect(roles).toHaveLength(5);
    expect(new Set(roles).size).toBe(roles.length);
    for (const role of roles) expect(template.Resources[role]?.Type).toBe('AWS::IAM::Role');
    expect(template.Resources).not.toHaveProperty('IamRoleLambdaExecution');
  });

  it('has every function and resource of the sources, each key once', async () => {
    const template = await templateOf(stage);
    const functions = await keysInSources('functions.yml', (document) => document);
    const names = [...propertiesByType(template, 'AWS::Lambda::Function').values()].map(
      ({ FunctionName }) => FunctionName,
    );
    expect(names.sort()).toEqual(functions.map((key) => `hopwise-${stage}-${key}`).sort());

    const resourceKeys = [
      ...(await keysInSources('role.yml', ({ Resources }) => Resources as Properties)),
      ...(await keysInSources('resources.yml', ({ Resources }) => Resources as Properties)),
    ];
    expect(new Set(resourceKeys).size).toBe(resourceKeys.length);
    expect(Object.keys(template.Resources)).toEqual(expect.arrayContaining(resourceKeys));
  });

  it('lets every function write only to its own log group', async () => {
    const template = await templateOf(stage);
    for (const [id, { FunctionName, Role }] of propertiesByType(
      template,
      'AWS::Lambda::Function',
    )) {
      const [roleId] = (Role as { 'Fn::GetAtt': [string] })['Fn::GetAtt'];
      const logs = statementsOf(template.Resources[roleId]?.Properties ?? {}).filter((statement) =>
        [statement.Action].flat().some((action) => String(action).startsWith('logs:')),
      );
      expect({ id, logs }).toEqual({
        id,
        logs: [
          {
            Sid: 'WriteOwnLogs',
            Effect: 'Allow',
            Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
            Resource: {
              'Fn::Sub': `arn:\${AWS::Partition}:logs:\${AWS::Region}:\${AWS::AccountId}:log-group:/aws/lambda/${FunctionName}:*`,
            },
          },
        ],
      });
      const group = `/aws/lambda/${FunctionName}`;
      const groups = [...propertiesByType(template, 'AWS::Logs::LogGroup').values()];
      expect(groups.map(({ LogGroupName }) => LogGroupName)).toContain(group);
    }
  });

  it('uses `*` as a resource only for actions without resource types', async () => {
    const template = await templateOf(stage);
    const actions = [...propertiesByType(template, 'AWS::IAM::Role').values()]
      .flatMap(statementsOf)
      .filter(({ Resource }) => [Resource].flat().includes('*'))
      .flatMap(({ Action }) => [Action].flat());
    expect(actions.sort()).toEqual([
      'access-analyzer:ListAnalyzers',
      'guardduty:GetFindings',
      'guardduty:ListDetectors',
      'guardduty:ListFindings',
      'inspector2:BatchGetAccountStatus',
      'inspector2:ListFindings',
    ]);
  });

  it('lets API Gateway call each function only for its method of this API and this stage', async () => {
    const template = await templateOf(stage);
    const permissions = [...propertiesByType(template, 'AWS::Lambda::Permission').values()];
    const ofApi = permissions.filter(({ Principal }) =>
      JSON.stringify(Principal).includes('apigateway'),
    );
    const prefix =
      'arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${ApiGatewayRestApi}';
    expect(ofApi.map(({ FunctionName, SourceArn }) => [FunctionName, SourceArn])).toEqual(
      [
        ['WebApiLambdaFunction', 'POST/chat'],
        ['WebApiHealthLambdaFunction', 'GET/health'],
      ].map(([functionId, method]) => [
        { 'Fn::GetAtt': [functionId, 'Arn'] },
        { 'Fn::Sub': `${prefix}/${stage}/${method}` },
      ]),
    );
  });

  it('limits only the health check, and only in stages whose account can have limits', async () => {
    const template = await templateOf(stage);
    const functions = propertiesByType(template, 'AWS::Lambda::Function');
    const isDeployed = stage === 'staging' || stage === 'prod';
    const limits = [...functions].map(([id, { ReservedConcurrentExecutions: limit }]) => [
      id,
      limit,
    ]);
    expect(limits.filter(([, limit]) => limit !== undefined)).toEqual([
      ['WebApiHealthLambdaFunction', isDeployed ? 5 : { Ref: 'AWS::NoValue' }],
    ]);
    const role = template.Resources.WebApiHealthRole?.Properties ?? {};
    expect(statementsOf(role).map(({ Sid }) => Sid)).toEqual(['WriteOwnLogs']);
  });

  it('lets Bedrock call the proxy only for this agent and this account', async () => {
    const template = await templateOf(stage);
    expect(template.Resources.BedrockGatewayProxyBedrockPermission?.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['BedrockGatewayProxyLambdaFunction', 'Arn'] },
      Principal: 'bedrock.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { 'Fn::GetAtt': ['SecurityAgent', 'AgentArn'] },
    });
  });

  it('lets Secrets Manager call the rotation only for this secret and this account', async () => {
    const template = await templateOf(stage);
    expect(template.Resources.RotateGatewayClientSecretPermission?.Properties).toEqual({
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['RotateGatewayClientSecretLambdaFunction', 'Arn'] },
      Principal: 'secretsmanager.amazonaws.com',
      SourceAccount: { Ref: 'AWS::AccountId' },
      SourceArn: { Ref: 'GatewayClientSecret' },
    });
    expect(template.Resources.GatewayClientSecretRotationSchedule).toEqual({
      Type: 'AWS::SecretsManager::RotationSchedule',
      DependsOn: ['RotateGatewayClientSecretPermission'],
      Properties: {
        SecretId: { Ref: 'GatewayClientSecret' },
        RotationLambdaARN: { 'Fn::GetAtt': ['RotateGatewayClientSecretLambdaFunction', 'Arn'] },
        RotationRules: { AutomaticallyAfterDays: 30 },
        RotateImmediatelyOnUpdate: false,
      },
    });
  });

  it('denies the secret to all but the proxy, the rotation and the readers of the stage', async () => {
    const template = await templateOf(stage);
    expect(template.Resources.GatewayClientSecretPolicy?.Properties).toEqual({
      SecretId: { Ref: 'GatewayClientSecret' },
      BlockPublicPolicy: true,
      ResourcePolicy: {
        Version: '2012-10-17',
        Statement: [
          {
            Sid: 'DenyOtherReaders',
            Effect: 'Deny',
            Principal: '*',
            // An administrator can still change the policy and the secret.
            Action: 'secretsmanager:GetSecretValue',
            Resource: '*',
            Condition: {
              ArnNotEquals: {
                'aws:PrincipalArn': [
                  { 'Fn::GetAtt': ['BedrockGatewayProxyRole', 'Arn'] },
                  { 'Fn::GetAtt': ['RotateGatewayClientSecretRole', 'Arn'] },
                ],
              },
              StringNotEquals: { 'aws:PrincipalArn': stage === 'local' ? [operatorArn] : 'none' },
            },
          },
        ],
      },
    });
  });

  it('lets the rotation change only this secret and the clients of this user pool', async () => {
    const template = await templateOf(stage);
    const role = template.Resources.RotateGatewayClientSecretRole?.Properties ?? {};
    const grants = statementsOf(role)
      .filter(({ Sid }) => Sid !== 'WriteOwnLogs')
      .map(({ Action, Resource }) => [Resource, Action]);
    expect(grants).toEqual([
      [
        { Ref: 'GatewayClientSecret' },
        [
          'secretsmanager:DescribeSecret',
          'secretsmanager:GetSecretValue',
          'secretsmanager:PutSecretValue',
          'secretsmanager:UpdateSecretVersionStage',
        ],
      ],
      [
        { 'Fn::GetAtt': ['UserPool', 'Arn'] },
        [
          'cognito-idp:AddUserPoolClientSecret',
          'cognito-idp:DeleteUserPoolClientSecret',
          'cognito-idp:ListUserPoolClientSecrets',
        ],
      ],
    ]);
  });

  it('authorizes the gateway by client and scope, never by audience', async () => {
    const template = await templateOf(stage);
    expect(template.Resources.SecurityGateway?.Properties?.AuthorizerConfiguration).toEqual({
      CustomJWTAuthorizer: {
        DiscoveryUrl: expect.anything(),
        AllowedClients: [{ Ref: 'MachineClient' }],
        AllowedScopes: ['hopwise/invoke'],
      },
    });
  });

  it("puts a digest of the agent's definition into the alias", async () => {
    const template = await templateOf(stage);
    const description = template.Resources.SecurityAgentAlias?.Properties?.Description;
    expect(description).toMatch(/^definition [0-9a-f]{16}$/);
  });

  it('streams the chat method over a regional API, and sends CORS headers with errors', async () => {
    const template = await templateOf(stage);
    const [api] = propertiesByType(template, 'AWS::ApiGateway::RestApi').values();
    expect(api?.EndpointConfiguration).toMatchObject({ Types: ['REGIONAL'] });
    expect(template.Resources.ApiGatewayMethodChatPost?.Properties?.Integration).toMatchObject({
      ResponseTransferMode: 'STREAM',
    });
    const responses = propertiesByType(template, 'AWS::ApiGateway::GatewayResponse');
    expect([...responses.values()].map(({ ResponseType }) => ResponseType).sort()).toEqual([
      'DEFAULT_4XX',
      'DEFAULT_5XX',
    ]);
    const [deployment] = Object.values(template.Resources).filter(
      ({ Type }) => Type === 'AWS::ApiGateway::Deployment',
    );
    expect(deployment?.DependsOn).toEqual(expect.arrayContaining([...responses.keys()]));
  });

  it('contains no secret, and never overwrites a rotated value with a new initial value', async () => {
    const template = await templateOf(stage);
    expect(template.Resources.GatewayClientSecret?.Properties).toEqual({
      Name: `hopwise/${stage}/gateway-client`,
      Description: 'OAuth client of bedrock-gateway-proxy at the AgentCore Gateway.',
      SecretString: {
        'Fn::Sub': '{"clientId":"${MachineClient}","clientSecret":"${MachineClient.ClientSecret}"}',
      },
    });
    for (const { Environment } of propertiesByType(template, 'AWS::Lambda::Function').values()) {
      expect(JSON.stringify(Environment)).not.toContain('"ClientSecret"');
      expect(JSON.stringify(Environment)).not.toContain('.ClientSecret');
    }
  });
});

describe('hop 1 by stage', () => {
  const authorizationOf = async (stage: Stage) => {
    const { Resources } = await templateOf(stage);
    const { AuthorizationType, AuthorizationScopes } =
      Resources.ApiGatewayMethodChatPost?.Properties ?? {};
    return { AuthorizationType, AuthorizationScopes };
  };

  it.each(['dev', 'staging', 'prod'] as const)(
    'requires a token with the chat scope in %s',
    async (stage) => {
      expect(await authorizationOf(stage)).toEqual({
        AuthorizationType: 'COGNITO_USER_POOLS',
        AuthorizationScopes: ['hopwise/chat'],
      });
    },
  );

  it('is open in local, where the stage says so', async () => {
    expect(await authorizationOf('local')).toEqual({ AuthorizationType: 'NONE' });
  });
});

describe('the stages local and dev', () => {
  /** Replaces names, time stamps and hashes that depend on the stage and the time. */
  const normalized = async (stage: Stage): Promise<unknown> => {
    const text = JSON.stringify(await templateOf(stage))
      .replaceAll(`hopwise-${stage}`, 'hopwise-STAGE')
      .replaceAll(`hopwise/${stage}`, 'hopwise/STAGE')
      .replaceAll(`${stage}-hopwise`, 'STAGE-hopwise')
      .replace(/serverless\/hopwise\/STAGE\/[^/"]+/g, 'serverless/hopwise/STAGE/TIME')
      .replace(/ApiGatewayDeployment\d+/g, 'ApiGatewayDeployment')
      .replace(/definition [0-9a-f]{16}/g, 'definition HASH')
      .replaceAll(`"StageName":"${stage}"`, '"StageName":"STAGE"')
      .replaceAll(`amazonaws.com/${stage}`, 'amazonaws.com/STAGE')
      .replaceAll(`{ApiGatewayRestApi}/${stage}/`, '{ApiGatewayRestApi}/STAGE/')
      .replaceAll(`\${AWS::URLSuffix}/${stage}`, 'SUFFIX/STAGE')
      .replaceAll(`"/${stage}"`, '"/STAGE"');
    return JSON.parse(text);
  };

  /** Lists the paths at which two values differ. */
  const differences = (one: unknown, other: unknown, path = ''): string[] => {
    if (JSON.stringify(one) === JSON.stringify(other)) return [];
    if (!isObject(one) || !isObject(other)) return [path];
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].flatMap((key) => differences(one[key], other[key], `${path}/${key}`));
  };

  const isObject = (value: unknown): value is Properties =>
    typeof value === 'object' && value !== null;

  it("differ only in who can ask, who can read the secret, the page's sign-in settings, the log level, and the time limits of calls", async () => {
    const changed = differences(await normalized('dev'), await normalized('local'));
    expect(changed.sort()).toEqual([
      '/Outputs/WebUiConfig/Value/Fn::Sub',
      '/Resources/ApiGatewayMethodChatPost/Metadata',
      '/Resources/ApiGatewayMethodChatPost/Properties/AuthorizationScopes',
      '/Resources/ApiGatewayMethodChatPost/Properties/AuthorizationType',
      '/Resources/ApiGatewayMethodChatPost/Properties/AuthorizerId',
      '/Resources/BedrockGatewayProxyLambdaFunction/Properties/Environment/Variables/POWERTOOLS_LOG_LEVEL',
      '/Resources/BedrockGatewayProxyLambdaFunction/Properties/Environment/Variables/TIME_LIMIT_FACTOR',
      '/Resources/GatewayClientSecretPolicy/Properties/ResourcePolicy/Statement/0/Condition/StringNotEquals/aws:PrincipalArn',
      '/Resources/RotateGatewayClientSecretLambdaFunction/Properties/Environment/Variables/POWERTOOLS_LOG_LEVEL',
      '/Resources/RotateGatewayClientSecretLambdaFunction/Properties/Environment/Variables/TIME_LIMIT_FACTOR',
      '/Resources/SecurityToolsLambdaFunction/Properties/Environment/Variables/POWERTOOLS_LOG_LEVEL',
      '/Resources/SecurityToolsLambdaFunction/Properties/Environment/Variables/TIME_LIMIT_FACTOR',
      '/Resources/WebApiHealthLambdaFunction/Properties/Environment/Variables/POWERTOOLS_LOG_LEVEL',
      '/Resources/WebApiHealthLambdaFunction/Properties/Environment/Variables/TIME_LIMIT_FACTOR',
      '/Resources/WebApiLambdaFunction/Properties/Environment/Variables/POWERTOOLS_LOG_LEVEL',
      '/Resources/WebApiLambdaFunction/Properties/Environment/Variables/PUBLIC_API',
      '/Resources/WebApiLambdaFunction/Properties/Environment/Variables/TIME_LIMIT_FACTOR',
      '/Resources/WebUiHeaders/Properties/ResponseHeadersPolicyConfig/SecurityHeadersConfig/ContentSecurityPolicy/ContentSecurityPolicy/Fn::Sub',
    ]);
  });
});
