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

describe('what no fault switch shows by itself', () => {
  it('TURN_FAILED: the turn breaks off, and the agent may not be asked', async () => {
    const target = denying('InvokeAgent');
    const found = withFault('agent-stream-truncated', () => first(stack, target));
    expect(await found).toEqual([null, 'TURN_FAILED']);
  });

  it('nothing, where the agent may not be asked and nothing is wrong', async () => {
    const { checked, findings } = await diagnoseStack(localTarget(stack, denying('InvokeAgent')), {
      probe: true,
    });
    expect(findings).toEqual([]);
    const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped).toMatchObject([{ hop: 3, reason: expect.stringContaining('may not ask') }]);
  });

  it('API_UNREACHABLE: nothing listens where the stack says that its API is', async () => {
    const elsewhere: TemplateChange = (template) => {
      (template.Outputs as Record<string, { Value: unknown }>).ApiUrl = {
        Value: 'http://127.0.0.1:9/local',
      };
    };
    expect(await withChange(elsewhere, () => first(stack))).toEqual([2, 'API_UNREACHABLE']);
  });

  it('API_FAILED: the API answers 500, and the policy that would say why may not be read', async () => {
    const found = withFault('api-permission-missing', () => first(stack, denying('GetPolicy')));
    expect(await found).toEqual([2, 'API_FAILED']);
  });

  it('CLIENT_FLOW_MISSING: the machine client has no flow for machines', async () => {
    const change = withProperty('MachineClient', 'AllowedOAuthFlows', ['code']);
    const other = await runStack({ changes: [change] });
    try {
      expect(await first(other)).toEqual([6, 'CLIENT_FLOW_MISSING']);
    } finally {
      await other.stop();
    }
  });

  it("TOKEN_REQUEST_REJECTED: the secret holds something else than the client's", async () => {
    const change = withProperty(
      'GatewayClientSecret',
      'SecretString',
      machineSecret('not-the-clients'),
    );
    expect(await withChange(change, () => first(stack))).toEqual([6, 'TOKEN_REQUEST_REJECTED']);
  });

  it('TOKEN_UNUSABLE: the token is of another issuer, and the gateway may not be read', async () => {
    const found = withFault('wrong-issuer', () => first(stack, denying('GetGateway'), { hop: 6 }));
    expect(await found).toEqual([6, 'TOKEN_UNUSABLE']);
  });

  it('GATEWAY_FORBIDDEN: the scope is lacking, and the gateway may not be read', async () => {
    const change = withJwtAuthorizer('SecurityGateway', { AllowedScopes: ['hopwise/chat'] });
    const found = withChange(change, () => first(stack, denying('GetGateway'), { hop: 6 }));
    expect(await found).toEqual([6, 'GATEWAY_FORBIDDEN']);
  });

  it('GATEWAY_TARGET_FAILED: the tools cannot be run, and policies may not be simulated', async () => {
    const target = denying('SimulatePrincipalPolicy');
    const found = withFault('tools-invoke-denied', () => first(stack, target, { hop: 7 }));
    expect(await found).toEqual([7, 'GATEWAY_TARGET_FAILED']);
  });
});
