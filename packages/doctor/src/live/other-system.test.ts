import { type LocalStack, startLocalStack } from '@hopwise/local-stack/start-local-stack';
import {
  propertiesOf,
  type TemplateChange,
  withGrantOn,
  withJwtAuthorizer,
  withoutAction,
  withoutResource,
  withTrustedService,
  withVariable,
} from '@hopwise/local-stack/testing/change-template';
import { artifactDirectoryOf, templateOf } from '@hopwise/local-stack/testing/packaged-stages';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { localTarget } from '../../testing/local-target.ts';
import { ticketsTemplate } from '../../testing/tickets-template.ts';
import { diagnoseStack } from './diagnose-stack.ts';

jest.setTimeout(60_000);

let stack: LocalStack;
beforeAll(async () => {
  // Any packaged function will do: no check runs the functions of this system.
  const packaged = propertiesOf(await templateOf('local'), 'WebApiHealthLambdaFunction');
  const code = packaged.Code as { S3Key: string };
  stack = await startLocalStack({
    template: ticketsTemplate({
      Code: { S3Bucket: 'packages', S3Key: code.S3Key },
      Handler: packaged.Handler,
    }),
    artifactDirectory: artifactDirectoryOf('local'),
    stage: 'tickets',
  });
});
afterAll(() => stack.stop());

/** As `hopwise doctor --stack` calls it: nothing is known of the callers. */
const diagnose = async (change: TemplateChange = () => undefined) => {
  const template = stack.template();
  const changed = structuredClone(template);
  change(changed);
  await stack.update(changed);
  try {
    const { callersSignIn: _, ...target } = localTarget(stack, { stackNames: ['hopwise-tickets'] });
    return await diagnoseStack(target);
  } finally {
    await stack.update(template);
  }
};

describe('a system that is not Hopwise', () => {
  it('has no error, and the checks of its hops pass', async () => {
    const { checked, findings } = await diagnose();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const passed = new Set(
      checked.filter(({ outcome }) => outcome === 'passed').map(({ hop }) => hop),
    );
    expect([...passed]).toEqual([null, 3, 4, 5, 6, 7]);
  });

  it('has no API, so the checks of hops 1 and 2 say that there is nothing to check', async () => {
    const { checked } = await diagnose();
    const ofApi = checked.filter(
      ({ hop, reason }) => (hop ?? 9) < 3 && !reason?.includes('--probe'),
    );
    expect(ofApi.length).toBeGreaterThan(2);
    for (const check of ofApi) {
      expect(check).toMatchObject({
        outcome: 'skipped',
        reason: 'the stacks do not contain this call',
      });
    }
  });

  it.each<readonly [string, TemplateChange, number, string, RegExp]>([
    [
      'an agent of a caller without a grant',
      withGrantOn('CircusCounterRole', 'bedrock:InvokeAgent', {
        'Fn::GetAtt': ['OperaLive', 'AgentAliasArn'],
      }),
      3,
      'INVOKE_AGENT_DENIED',
      /CircusCounterRole/,
    ],
    [
      'a role that does not trust its agent',
      withTrustedService('CircusGuideRole', 'lambda.amazonaws.com'),
      4,
      'AGENT_ROLE_UNTRUSTED',
      /CircusGuideRole/,
    ],
    [
      'an agent without a grant on its model',
      withoutAction('OperaGuideRole', 'bedrock:InvokeModel'),
      4,
      'INVOKE_MODEL_DENIED',
      /OperaGuideRole.*nova-lite/,
    ],
    [
      "an action group's function without permission",
      withoutResource('CircusClerkPermission'),
      5,
      'RESOURCE_POLICY_MISSING',
      /CircusClerk/,
    ],
    [
      'a caller of a gateway without a grant on the secret',
      withoutAction('CircusClerkRole', 'secretsmanager:GetSecretValue'),
      6,
      'SECRET_ACCESS_DENIED',
      /CircusClerkRole/,
    ],
    [
      'a caller of a gateway without a grant on the key of the secret',
      withoutAction('CircusClerkRole', 'kms:Decrypt'),
      6,
      'GRANT_MISSING',
      /CircusClerkRole does not grant kms:Decrypt/,
    ],
    [
      'a gateway for another client',
      withJwtAuthorizer('Door', { AllowedClients: ['another'] }),
      6,
      'CLIENT_NOT_ALLOWED',
      /another/,
    ],
    [
      'a caller with another scope',
      withVariable('CircusClerk', 'OAUTH_SCOPES', 'tickets/write'),
      6,
      'SCOPE_NOT_GRANTED',
      /tickets\/write/,
    ],
    [
      'a gateway without a grant on its tool',
      withGrantOn('DoorRole', 'lambda:InvokeFunction', {
        'Fn::GetAtt': ['OperaStock', 'Arn'],
      }),
      7,
      'TARGET_NOT_GRANTED',
      /CircusStock/,
    ],
    [
      'a gateway without targets',
      (template) => {
        for (const id of ['OperaShelf', 'CircusShelf']) withoutResource(id)(template);
      },
      7,
      'GATEWAY_TARGET_MISSING',
      /tickets-/,
    ],
  ])('is diagnosed: %s', async (...one) => {
    const [, change, hop, code, observed] = one;
    const { findings } = await diagnose(change);
    expect(findings[0]).toMatchObject({ hop, code });
    expect(JSON.stringify(findings[0])).toMatch(observed);
  });
});
