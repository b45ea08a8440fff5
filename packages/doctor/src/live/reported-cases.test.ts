import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import {
  propertiesOf,
  type TemplateChange,
  withGrantOn,
  withProperties,
  withProperty,
  withStatement,
  withVariable,
} from '@hopwise/local-stack/testing/change-template';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { localTarget } from '../../testing/local-target.ts';
import { diagnoseStack } from './diagnose-stack.ts';

jest.setTimeout(60_000);

let stack: LocalStack;
beforeAll(async () => {
  stack = await runStack();
});
afterAll(() => stack.stop());

type Options = { readonly callersSignIn?: boolean; readonly probe?: boolean };

/** The first finding on the stack with a change to its template. */
const firstFinding = async (change: TemplateChange, { callersSignIn = false, probe }: Options) => {
  const template = stack.template();
  const changed = structuredClone(template);
  change(changed);
  await stack.update(changed);
  try {
    const target = localTarget(stack, { callersSignIn });
    const { findings } = await diagnoseStack(target, { probe: probe === true });
    return findings[0];
  } finally {
    await stack.update(template);
  }
};

const guarded = {
  AuthorizationType: 'COGNITO_USER_POOLS',
  AuthorizerId: { Ref: 'ChatAuthorizer' },
};

const proxy = 'BedrockGatewayProxyLambdaFunction';
const profile = 'us.amazon.nova-pro-v1:0';
const model = (region: string) =>
  `arn:aws:bedrock:${region}::foundation-model/amazon.nova-pro-v1:0`;
const profileArn = {
  'Fn::Sub': `arn:aws:bedrock:\${AWS::Region}:\${AWS::AccountId}:inference-profile/${profile}`,
};

/** An agent with a profile, and a role with these grants. */
const profileWith =
  (...resources: readonly unknown[]): TemplateChange =>
  (template) => {
    withProperty('SecurityAgent', 'FoundationModel', profile)(template);
    withGrantOn('SecurityAgentRole', 'bedrock:InvokeModel', resources)(template);
  };

const ofVersion: TemplateChange = (template) => {
  template.Resources.ProxyVersion = {
    Type: 'AWS::Lambda::Version',
    Properties: { FunctionName: { Ref: proxy } },
  };
  const { ActionGroups } = propertiesOf(template, 'SecurityAgent') as {
    ActionGroups: { ActionGroupExecutor: { Lambda: unknown } }[];
  };
  for (const group of ActionGroups) group.ActionGroupExecutor.Lambda = { Ref: 'ProxyVersion' };
};

const targetIn =
  (region: string): TemplateChange =>
  (template) => {
    const functionArn = `arn:aws:lambda:${region}:111122223333:function:tools`;
    const { TargetConfiguration } = propertiesOf(template, 'SecurityGatewayTarget') as {
      TargetConfiguration: { Mcp: { Lambda: { LambdaArn: unknown } } };
    };
    TargetConfiguration.Mcp.Lambda.LambdaArn = functionArn;
    withGrantOn('SecurityGatewayRole', 'lambda:InvokeFunction', functionArn)(template);
  };

type Case = readonly [
  reported: string,
  change: TemplateChange,
  finding: readonly [hop: number, code: string, observed: string | RegExp, cure: string],
  options?: Options,
];

const cases: readonly Case[] = [
  [
    'a method with an authorizer and without scopes',
    withProperties('ApiGatewayMethodChatPost', guarded),
    [1, 'AUTHORIZER_SCOPES_MISSING', 'hopwise/chat', 'AuthorizationScopes'],
    { callersSignIn: true },
  ],
  [
    'a preflight behind the authorizer',
    withProperties('ApiGatewayMethodChatOptions', guarded),
    [1, 'PREFLIGHT_GUARDED', 'ApiGatewayMethodChatOptions', 'NONE'],
    { callersSignIn: true },
  ],
  [
    "a permission with the API's logical id",
    withProperty(
      'WebApiLambdaPermissionApiGateway',
      'SourceArn',
      'arn:aws:execute-api:us-east-1:111122223333:ApiGatewayRestApi/local/POST/chat',
    ),
    [2, 'RESOURCE_POLICY_MISSING', 'hopwise-local-webApi', 'execute-api'],
  ],
  [
    'a profile, and a grant on its model in one Region',
    profileWith(profileArn, model('us-east-1')),
    [4, 'INVOKE_MODEL_DENIED', model('us-west-2'), 'us-west-2'],
  ],
  [
    'a profile, and a grant on its models only',
    profileWith(model('*')),
    [4, 'INVOKE_MODEL_DENIED', `inference-profile/${profile}`, 'inference-profile'],
  ],
  [
    'a profile, and a grant on the profile only',
    profileWith(profileArn),
    [4, 'INVOKE_MODEL_DENIED', model('us-east-1'), 'foundation-model'],
  ],
  [
    'an action group that runs a version, and a permission without qualifier',
    ofVersion,
    [5, 'RESOURCE_POLICY_MISSING', /hopwise-local-bedrockGatewayProxy:\d+/, 'bedrockGatewayProxy:'],
  ],
  [
    'scopes with a comma',
    withVariable(proxy, 'SCOPE', 'hopwise/invoke,hopwise/chat'),
    [6, 'SCOPE_NOT_GRANTED', 'hopwise/invoke,hopwise/chat', 'space'],
  ],
  [
    'a token URL that is not the token endpoint',
    withVariable(proxy, 'TOKEN_URL', {
      'Fn::Sub': 'https://${UserPoolDomain}.auth.${AWS::Region}.amazoncognito.com/oauth2/tokens',
    }),
    [6, 'TOKEN_URL_WRONG', '404', '/oauth2/token'],
    { probe: true },
  ],
  [
    'a gateway URL whose gateway does not exist',
    withVariable(
      proxy,
      'GATEWAY_URL',
      'https://tickets-abcdefghij.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
    ),
    [6, 'RESOURCE_NOT_FOUND', 'gateway tickets-abcdefghij', 'correct the name'],
  ],
  [
    'a target in another Region',
    targetIn('eu-west-1'),
    [7, 'TARGET_ELSEWHERE', 'eu-west-1', 'AWS::Region'],
  ],
  [
    "a target's name that the gateway does not have",
    withVariable(proxy, 'TARGET_NAME', 'tickets'),
    [7, 'TOOL_UNKNOWN', 'target tickets', 'security'],
  ],
];

describe('a fault that people reported', () => {
  it.each(cases)('%s', async (...one) => {
    const [, change, [hop, code, observed, cure], options = {}] = one;
    expect(await firstFinding(change, options)).toMatchObject({
      hop,
      code,
      observed: expect.stringMatching(observed),
      cure: expect.stringContaining(cure),
    });
  });

  it('has a legitimate twin without findings: a profile whose grants cover every Region', async () => {
    const twin: TemplateChange = (template) => {
      profileWith(profileArn, model('*'))(template);
      withStatement('WebApiRole', {
        Effect: 'Allow',
        Action: 'bedrock:InvokeAgent',
        Resource: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/OTHER/LIVE',
      } as never)(template);
    };
    expect(await firstFinding(twin, {})).toBeUndefined();
  });
});

describe('something that was deleted by hand', () => {
  const gone = (operation: string, name: string) => ({
    onAwsCall: (called: string) => {
      if (called !== operation) return;
      throw Object.assign(new Error('gone'), { name, $metadata: { httpStatusCode: 404 } });
    },
  });

  it.each([
    ['GetAgent', 'ResourceNotFoundException', 3, /^The agent [A-Z0-9]+ does not exist\.$/],
    ['GetAgentAlias', 'ResourceNotFoundException', 3, /^The alias arn:.*agent-alias/],
    ['GetRole', 'NoSuchEntityException', 2, /^The role hopwise-local-WebApi/],
    ['GetGateway', 'ResourceNotFoundException', 6, /^The gateway hopwise-local-security-/],
    ['DescribeUserPoolClient', 'ResourceNotFoundException', 6, /^The app client /],
  ] as const)('is a finding: %s', async (...one) => {
    const [operation, name, hop, observed] = one;
    const target = localTarget(stack, gone(operation, name));
    const { findings } = await diagnoseStack(target, { probe: true });
    expect(findings[0]).toMatchObject({ code: 'RESOURCE_NOT_FOUND', hop });
    expect(findings[0]?.observed).toMatch(observed);
    expect(findings[0]?.cure).toContain('deploy');
  });
});
