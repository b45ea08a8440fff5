import { explainFailure } from '@hopwise/chat-client/explain-failure';
import { unreadServices } from '@hopwise/chat-client/unread-services';
import { findingCode } from '@hopwise/contracts/codes/finding-codes';
import { decision as recordedDecision } from '@hopwise/contracts/decision';
import { hops } from '@hopwise/contracts/hops';
import { faultsOfCode } from '@hopwise/doctor/faults-of-code';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { type FaultEffect, faultEffects } from '@hopwise/local-stack/testing/fault-effects';
import { describe, expect, it } from '@jest/globals';
import { askQuestion } from './ask-question.ts';
import { failureText } from './failure-text.ts';
import { hopRows } from './hop-rows.ts';
import { unreadText } from './unread-text.ts';

const correlationId = 'ask-12345678';

/** The tests of the local stack check these effects on a running stack. */
const effectOf = (name: string): FaultEffect => {
  const effect = faultEffects[name];
  if (!effect) throw new Error(`${name} has no effect.`);
  return effect;
};

/** What `POST /chat` answers under a fault: a refusal, an `error` event, or a tool's result that lacks a service. */
const answerOf = (name: string): Response => {
  const { status = 200, error: code, hop } = effectOf(name);
  const message = 'No answer.';
  if (status !== 200) {
    const body = code === undefined ? { message } : { code, message, correlationId };
    return Response.json(body, { status });
  }
  const event =
    code === undefined ? stepWithout(name) : { type: 'error', code, message, hop, correlationId };
  const done = { type: 'done', sessionId: 'a.1', correlationId };
  return new Response([event, done].map((one) => `data: ${JSON.stringify(one)}\n\n`).join(''));
};

/** `guardduty-denied` names the service and the reason. */
const stepWithout = (name: string) => {
  const [, service, reason] = /^(.+)-(denied|disabled)$/.exec(name) ?? [];
  const status = reason === 'denied' ? 'access_denied' : reason;
  const step = { type: 'step', stepId: '1', tool: 'check_security_services', arguments: {} };
  return { ...step, outcome: 'succeeded', result: { services: [{ service, status }] } };
};

/** The kind of the hop, except for the read of the client secret. */
const credentialOf = (name: string, hop: number) =>
  name === 'secret-read-denied' ? 'iam' : hops.find((one) => one.hop === hop)?.credential;

const decisionsOf = (name: string) => {
  const { hop, denied } = effectOf(name);
  return denied === undefined
    ? []
    : [
        recordedDecision.parse({
          hop,
          correlationId,
          at: '2026-11-26T10:00:00.000Z',
          credential: credentialOf(name, hop),
          principal: 'the caller',
          action: 'the action',
          resource: 'the resource',
          effect: 'deny',
          by: 'the statement',
          code: denied,
          ms: 1,
        }),
      ];
};

/** What `ask` writes about the turn. */
const textOf = async (name: string): Promise<string> => {
  const steps: object[] = [];
  const { failure } = await askQuestion(
    {
      apiUrl: 'https://api.example/local',
      message: 'Check security status',
      signal: new AbortController().signal,
      fetch: async () => answerOf(name),
    },
    (event) => event.type === 'step' && steps.push(event),
  );
  const rows = hopRows({ decisions: decisionsOf(name), failure });
  if (failure) return failureText(explainFailure(failure, rows), correlationId);
  const [unread] = unreadServices(steps);
  const row = rows.at(-1);
  return unread && row ? unreadText(unread, row) : '';
};

/** The code that the doctor reports for a fault. */
const codeOf = (name: string) =>
  findingCode.options.find((code) => faultsOfCode(code).includes(name));

const credentialNames = {
  cognito: 'User token',
  iam: 'IAM',
  oauth: 'OAuth access token',
  none: 'No credential',
} as const;

const breaking = faultSwitches.filter(({ outcome }) => outcome === 'breaks');

describe('the text of ask under a fault', () => {
  it.each(breaking)(
    'names hop $hop, the credential, the code and the cure for $name',
    async ({ name, hop }) => {
      const text = await textOf(name);
      const credential = credentialNames[credentialOf(name, hop) ?? 'none'];
      expect(text).toMatch(new RegExp(`^${codeOf(name)} at hop ${hop}: [A-Z].+\\.$`, 'm'));
      expect(text).toMatch(
        new RegExp(
          `^Hop ${hop} \\(.+ → .+\\): (denied|failed|not enabled)\\. Credential: ${credential}\\.$`,
          'm',
        ),
      );
      expect(text).toMatch(/^What to do: [A-Z].{8,}\.$/m);
    },
  );

  it.each([
    ['wrong-client', 'GATEWAY_UNAUTHORIZED'],
    ['invoke-agent-on-agent', 'INVOKE_AGENT_DENIED'],
    ['chat-token-missing', 'API_TOKEN_REJECTED'],
    ['proxy-role-untrusted', 'AGENT_DEPENDENCY_FAILED'],
  ])('also says what the caller saw for %s', async (name, symptom) => {
    expect(await textOf(name)).toContain(`The caller saw only ${symptom}: `);
  });

  it.each(['no-token-to-gateway', 'mixed-credentials'])(
    'does not say for %s that the gateway refused the access token',
    async (name) => {
      expect(await textOf(name)).not.toMatch(/refused the access token|allowed clients/i);
    },
  );
});
