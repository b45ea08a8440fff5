import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import {
  type TemplateChange,
  withJwtAuthorizer,
  withProperty,
} from '@hopwise/local-stack/testing/change-template';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { denying } from '../../testing/denying-aws.ts';
import { localTarget } from '../../testing/local-target.ts';
import { diagnoseStack } from './diagnose-stack.ts';

let stack: LocalStack;
beforeAll(async () => {
  stack = await runStack();
});
afterAll(() => stack.stop());

const first = async (
  on: LocalStack,
  ...[target, options]: [Parameters<typeof localTarget>[1]?, Parameters<typeof diagnoseStack>[1]?]
) => {
  const { findings } = await diagnoseStack(localTarget(on, target), { probe: true, ...options });
  return findings[0] && [findings[0].hop, findings[0].code];
};

const withChange = async (change: TemplateChange, work: () => Promise<unknown>) => {
  const template = stack.template();
  const changed = structuredClone(template);
  change(changed);
  await stack.update(changed);
  try {
    return await work();
  } finally {
    await stack.update(template);
  }
};

const withFault = async (name: string, work: () => Promise<unknown>) => {
  await stack.faults.set(name, true);
  try {
    return await work();
  } finally {
    await stack.faults.set(name, false);
  }
};

const machineSecret = (clientSecret: string) => ({
  'Fn::Sub': `{"clientId":"\${MachineClient}","clientSecret":"${clientSecret}"}`,
});

describe('codes without a fault switch', () => {
  it('TURN_FAILED: the turn ends early, and the doctor cannot invoke the agent', async () => {
    const target = denying('InvokeAgent');
    const found = withFault('agent-stream-truncated', () => first(stack, target));
    expect(await found).toEqual([3, 'TURN_FAILED']);
  });

  it('no code if the doctor cannot invoke the agent and the stack is healthy', async () => {
    const { checked, findings } = await diagnoseStack(localTarget(stack, denying('InvokeAgent')), {
      probe: true,
    });
    expect(findings).toEqual([]);
    const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped).toMatchObject([
      { hop: 3, reason: expect.stringContaining('is not allowed to read this') },
    ]);
  });

  it("API_UNREACHABLE: nothing listens at the API's address", async () => {
    const elsewhere: TemplateChange = (template) => {
      const Value = { 'Fn::Sub': 'http://127.0.0.1:9/${ApiGatewayRestApi}/local' };
      Object.assign(template.Outputs ?? {}, { ApiUrl: { Value }, ServiceEndpoint: { Value } });
    };
    expect(await withChange(elsewhere, () => first(stack))).toEqual([2, 'API_UNREACHABLE']);
  });

  it('API_FAILED: the API answers 500, and the doctor cannot read the resource policy', async () => {
    const found = withFault('api-permission-missing', () => first(stack, denying('GetPolicy')));
    expect(await found).toEqual([2, 'API_FAILED']);
  });

  it('CLIENT_FLOW_MISSING: the machine client does not have client_credentials', async () => {
    const change = withProperty('MachineClient', 'AllowedOAuthFlows', ['code']);
    const other = await runStack({ changes: [change] });
    try {
      expect(await first(other)).toEqual([6, 'CLIENT_FLOW_MISSING']);
    } finally {
      await other.stop();
    }
  });

  it("TOKEN_REQUEST_REJECTED: the secret does not contain the client's credentials", async () => {
    const change = withProperty(
      'GatewayClientSecret',
      'SecretString',
      machineSecret('not-the-clients'),
    );
    expect(await withChange(change, () => first(stack))).toEqual([6, 'TOKEN_REQUEST_REJECTED']);
  });

  it('TOKEN_UNUSABLE: the token has another issuer, and the doctor cannot read the gateway', async () => {
    const found = withFault('wrong-issuer', () => first(stack, denying('GetGateway'), { hop: 6 }));
    expect(await found).toEqual([6, 'TOKEN_UNUSABLE']);
  });

  it('GATEWAY_FORBIDDEN: the scope is missing, and the doctor cannot read the gateway', async () => {
    const change = withJwtAuthorizer('SecurityGateway', { AllowedScopes: ['hopwise/chat'] });
    const found = withChange(change, () => first(stack, denying('GetGateway'), { hop: 6 }));
    expect(await found).toEqual([6, 'GATEWAY_FORBIDDEN']);
  });

  it('GATEWAY_TARGET_FAILED: the gateway cannot run the tools, and the doctor cannot simulate policies', async () => {
    const target = denying('SimulatePrincipalPolicy');
    const found = withFault('tools-invoke-denied', () => first(stack, target, { hop: 7 }));
    expect(await found).toEqual([7, 'GATEWAY_TARGET_FAILED']);
  });
});
