import type { LocalStack } from '@hopwise/local-stack/start-local-stack';
import { withJwtAuthorizer, withProperty } from '@hopwise/local-stack/testing/change-template';
import { runStack } from '@hopwise/local-stack/testing/running-stack';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { denying } from '../../testing/denying-aws.ts';
import { localTarget } from '../../testing/local-target.ts';
import { diagnoseStack } from './diagnose-stack.ts';

jest.setTimeout(60_000);

let stack: LocalStack;
beforeAll(async () => {
  stack = await runStack();
});
afterAll(() => stack.stop());

/** Diagnoses with a fault switched on. */
const withFault = async (
  fault: string,
  ...[target, options]: [Parameters<typeof localTarget>[1]?, Parameters<typeof diagnoseStack>[1]?]
) => {
  await stack.faults.set(fault, true);
  try {
    return await diagnoseStack(localTarget(stack, target), options);
  } finally {
    await stack.faults.set(fault, false);
  }
};

describe('diagnoseStack', () => {
  it('changes nothing: it reads, and with probe it calls each hop as a user does', async () => {
    const called = new Set<string>();
    const target = localTarget(stack, { onAwsCall: (operation) => called.add(operation) });
    await diagnoseStack(target);
    for (const operation of called) {
      expect(operation).toMatch(/^(Get|List|Describe|BatchGet)|^SimulatePrincipalPolicy$/);
    }
    expect(called).not.toContain('GetSecretValue');
    expect(called.size).toBeGreaterThan(15);
    expect(called).toContain('GetTemplate');
    const read = called.size;
    await diagnoseStack(target, { probe: true });
    expect([...called].slice(read).sort()).toEqual(['GetSecretValue', 'InvokeAgent']);
  });

  it('makes no real call without probe, and says so', async () => {
    const before = stack.decisions.all().length;
    const { checked, findings } = await diagnoseStack(localTarget(stack));
    expect(findings).toEqual([]);
    const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped).toHaveLength(6);
    for (const { reason } of skipped) {
      expect(reason).toMatch(/run the doctor with --probe to include it/);
    }
    const credentials = stack.decisions.all().slice(before);
    expect(credentials.filter(({ credential }) => credential === 'oauth')).toEqual([]);
  });

  it('reports its principal, account and Region first', async () => {
    const { checked } = await diagnoseStack(localTarget(stack), { hop: 1 });
    expect(checked.map(({ name }) => name)).toEqual([
      'arn:aws:sts::111122223333:assumed-role/hopwise-operator/operator reads account 111122223333, us-east-1',
      'whether the API accepts access tokens, and the preflight of a browser',
      'what the methods on the way to the agent require from their callers',
    ]);
  });

  it('stops at the first broken hop, and says why it skipped the rest', async () => {
    const { checked } = await withFault('resource-policy-missing');
    const failed = checked.findIndex(({ outcome }) => outcome === 'failed');
    expect(checked[failed]).toMatchObject({ hop: 5, outcome: 'failed' });
    for (const check of checked.slice(failed + 1)) {
      expect(check).toMatchObject({ outcome: 'skipped', reason: 'hop 5 is broken' });
    }
  });

  it('reports every service, and distinguishes disabled from denied', async () => {
    await stack.faults.set('guardduty-disabled', true);
    const { findings } = await withFault('security-hub-denied');
    await stack.faults.set('guardduty-disabled', false);
    expect(findings.map(({ code, observed }) => [code, observed])).toEqual([
      [
        'SERVICE_ACCESS_DENIED',
        'hopwise-local-SecurityToolsRole cannot read Security Hub: securityhub:GetFindings.',
      ],
      ['SERVICE_NOT_ENABLED', 'GuardDuty is not enabled in us-east-1.'],
    ]);
  });

  it('compares each claim with the authorizer', async () => {
    const template = stack.template();
    const changed = structuredClone(template);
    withJwtAuthorizer('SecurityGateway', {
      AllowedScopes: ['hopwise/chat'],
      AllowedClients: ['another'],
    })(changed);
    await stack.update(changed);
    const { findings } = await diagnoseStack(localTarget(stack));
    await stack.update(template);
    expect(findings.map(({ code, observed }) => [code, observed])).toEqual([
      [
        'CLIENT_NOT_ALLOWED',
        `client_id ${stack.env.CLIENT_ID} is not in AllowedClients, which lists another.`,
      ],
      [
        'INSUFFICIENT_SCOPE',
        'scope hopwise/invoke contains none of AllowedScopes, which lists hopwise/chat.',
      ],
    ]);
  });

  it('shows no secret and no token', async () => {
    for (const fault of ['secret-malformed', 'gateway-401', 'clock-skew', 'mixed-credentials']) {
      const report = JSON.stringify(await withFault(fault, {}, { probe: true }));
      expect(report).toContain('"failed"');
      expect(report).not.toContain(stack.env.CLIENT_SECRET);
      expect(report).not.toMatch(/eyJ|wrong member names/);
    }
  });
});

describe('data that the doctor cannot read', () => {
  it('leads to a skipped check with the reason, and to no finding', async () => {
    const target = localTarget(stack, denying('GetRole'));
    const { checked, findings } = await diagnoseStack(target, { probe: true });
    expect(findings).toEqual([]);
    const skipped = checked.filter(({ outcome }) => outcome === 'skipped');
    expect(skipped.map(({ hop }) => hop)).toEqual([2, 4, 5, 7, 7]);
    expect(skipped[0]?.reason).toMatch(
      /hopwise-operator\/operator is not allowed to read this: .*GetRole$/,
    );
  });

  it('leaves the cause of a broken turn to the decision record', async () => {
    const denied = denying('SimulatePrincipalPolicy');
    const { findings } = await withFault('invoke-agent-denied', denied, { probe: true });
    expect(findings).toMatchObject([{ code: 'CREDENTIAL_DENIED', hop: 3 }]);
    expect(findings[0]?.observed).toMatch(/was denied bedrock:InvokeAgent \(INVOKE_AGENT_DENIED\)/);
  });

  it("leaves the cause to the agent's error if no record exists", async () => {
    const target = { ...denying('GetRole'), decisions: async () => [], callersSignIn: true };
    const { findings } = await withFault('agent-role-untrusted', target, { probe: true });
    expect(findings).toMatchObject([{ code: 'AGENT_REFUSED', hop: 4 }]);
  });

  it('can be the stack itself: then diagnoseStack rejects', async () => {
    const of = (target: Parameters<typeof localTarget>[1]) =>
      diagnoseStack(localTarget(stack, target));
    await expect(of({ stackNames: ['hopwise-dev'] })).rejects.toThrow(
      /hopwise-operator\/operator could not read the stack hopwise-dev/,
    );
    await expect(of({ endpoint: 'http://127.0.0.1:9' })).rejects.toMatchObject({
      name: 'StackUnreachableError',
    });
    await expect(of(denying('GetCallerIdentity'))).rejects.toThrow(
      'could not read its own identity',
    );
  });
});

describe('an agent that is not prepared', () => {
  it('is reported', async () => {
    const unprepared = await runStack({
      changes: [withProperty('SecurityAgent', 'AutoPrepare', false)],
    });
    const { findings } = await diagnoseStack(localTarget(unprepared));
    await unprepared.stop();
    expect(findings).toMatchObject([
      {
        code: 'AGENT_NOT_PREPARED',
        hop: 3,
        observed: 'The agent has the status NOT_PREPARED and refuses every question.',
      },
    ]);
  });
});

describe('a stage with sign-in and without readers of the secret', () => {
  it("is healthy without a user's token; only the probes with a machine token are skipped", async () => {
    const closed = await runStack({ stage: 'dev' });
    const target = { stackNames: ['hopwise-dev'], callersSignIn: true };
    const report = await diagnoseStack(localTarget(closed, target), { probe: true });
    await closed.stop();
    expect(report.findings).toEqual([]);
    const others = report.checked.filter(({ outcome }) => outcome !== 'passed');
    const reason = expect.stringMatching(
      /hopwise-operator\/operator is not allowed to read this: secretsmanager:GetSecretValue on arn:/,
    );
    expect(others.map(({ hop, name }) => [hop, name])).toEqual([
      [6, 'one token request, and the claims of the token against the authorizer'],
      [6, 'tools/list at the gateway'],
      [7, 'tools/call of check_security_services'],
    ]);
    for (const check of others) expect(check).toMatchObject({ outcome: 'skipped', reason });
  });
});
