import { readFileSync } from 'node:fs';
import { hops } from '@hopwise/contracts/hops';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { describe, expect, it } from '@jest/globals';
import { faultsByCode } from '../build/faults-by-code.ts';
import { answer, askAndWait } from './harness/chat.ts';
import { useStackPage } from './harness/stack-page.ts';

/** A turn lasts until the timeout of the proxy if the issuer or the gateway hangs. */
const turnTimeoutMs = 240_000;

const question = 'Check security status';
/** Id of a finding of the seeded account. */
const guardDutyFinding = '10c7d3f9e2b14a60857be2d3049af61c';

const findings = readFileSync(new URL('../../../docs/findings.md', import.meta.url), 'utf8');
const codeOfFault = new Map(
  Object.entries(faultsByCode(findings)).flatMap(([code, names]) =>
    names.map((name) => [name, code] as const),
  ),
);

/** A hop that broke although its credential was not refused. */
const failed: readonly string[] = [
  'agent-stream-truncated',
  'secret-deleted',
  'secret-malformed',
  'clock-skew',
  'issuer-dead',
  'issuer-slow',
  'issuer-throttled',
  'gateway-hung',
  'gateway-429',
  'gateway-5xx',
  'gateway-rate-limit',
  'target-missing',
];

const outcomeOf = (name: string): string => {
  if (name.endsWith('-disabled')) return 'Not enabled';
  return failed.includes(name) ? 'Failed' : 'Denied';
};

/** Hop 6 reads the client secret with IAM, and calls the gateway with OAuth. */
const credentialOf = (name: string, hop: number): string => {
  if (hop === 1) return 'User token';
  const readsSecret = ['secret-read-denied', 'secret-policy-denies-proxy'].includes(name);
  return hop === 6 && !readsSecret ? 'OAuth access token' : 'IAM';
};

describe('the chat, without a panel', () => {
  const running = useStackPage();

  /** Switches the fault on and asks in a new conversation. */
  const askWith = async (fault: string) => {
    const { page, setFault } = running();
    await setFault(fault, true);
    await page.getByRole('link', { name: 'New conversation' }).click();
    await askAndWait(page, question);
    return answer(page);
  };

  const panelsOpen = () =>
    running().page.getByRole('heading', { name: 'Auth path and faults' }).count();

  it.each(faultSwitches.filter(({ outcome }) => outcome === 'breaks'))(
    'names hop $hop, its credential, the code and the cure for $name',
    async ({ name, hop }) => {
      const bubble = await askWith(name);
      const ends = hops.find((one) => one.hop === hop);
      await bubble
        .getByText(`${outcomeOf(name)} at hop ${hop}: ${ends?.from} → ${ends?.to}`, { exact: true })
        .waitFor();
      await bubble.getByText(credentialOf(name, hop), { exact: true }).waitFor();
      const code = codeOfFault.get(name) ?? '';
      // A table above the alert can have the code too.
      await bubble.getByText(code, { exact: true }).last().waitFor();
      const text = (await bubble.textContent()) ?? '';
      expect(text).toMatch(/What to do: .{20}/);
      const named = [...text.matchAll(/\bhop (\d)/gi)].map(([, number]) => Number(number));
      expect(new Set(named)).toEqual(new Set([hop]));
      expect(await panelsOpen()).toBe(0);
    },
    turnTimeoutMs,
  );

  it(
    'answers the next question after the fault is off, in a new session of the agent',
    async () => {
      const { page, setFault } = running();
      const sessions: unknown[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST' && request.url().endsWith('/chat')) {
          sessions.push(request.postDataJSON().sessionId);
        }
      });
      const askAgain = async (number: number, expected: RegExp) => {
        await askAndWait(page, question);
        // An earlier match can be in the collapsed details of a step.
        await answer(page, number).getByText(expected).last().waitFor();
      };
      await page.getByRole('link', { name: 'New conversation' }).click();
      await askAgain(1, /8 critical/i);
      await setFault('wrong-client', true);
      await askAgain(2, /^Denied at hop 6/);
      await setFault('wrong-client', false);
      await askAgain(3, /8 critical/i);
      await askAgain(4, /8 critical/i);
      const [first, refused, next, last] = sessions;
      expect([first, next]).toEqual([undefined, undefined]);
      expect(refused).toEqual(expect.any(String));
      expect(last).toEqual(expect.any(String));
      expect(last).not.toBe(refused);
    },
    turnTimeoutMs,
  );

  it(
    'names hop 7 if the tools cannot read the one service that the question needs',
    async () => {
      const { page, setFault } = running();
      await setFault('guardduty-denied', true);
      await page.getByRole('link', { name: 'New conversation' }).click();
      await askAndWait(page, `Explain finding ${guardDutyFinding}`);
      await answer(page)
        .getByText(/^Denied at hop 7: AgentCore Gateway/)
        .waitFor();
      await answer(page).getByRole('link', { name: 'SERVICE_ACCESS_DENIED' }).waitFor();
      expect(await panelsOpen()).toBe(0);
    },
    turnTimeoutMs,
  );

  it.each(faultSwitches.filter(({ outcome }) => outcome !== 'breaks'))(
    'shows a complete answer and no failure for $name, which breaks no hop',
    async ({ name }) => {
      const bubble = await askWith(name);
      // The first match is in the collapsed details of a step.
      await bubble
        .getByText(/8 critical/i)
        .last()
        .waitFor();
      expect(await bubble.textContent()).not.toMatch(/What to do|hop \d/i);
      expect(await panelsOpen()).toBe(0);
    },
    turnTimeoutMs,
  );
});
