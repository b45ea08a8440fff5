import type { HopNumber } from '@hopwise/contracts/hops';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { withProperty } from '../src/faults/change-template.ts';
import type { LocalStack } from '../src/start-local-stack.ts';
import { askChat, type ChatResult, firstDenied } from './ask-chat.ts';
import { type FaultEffect, faultEffects } from './fault-effects.ts';
import { type Remains, watchRemains } from './remains.ts';
import { runStack } from './running-stack.ts';

const question = 'Check security status';

/** Much longer than a turn: a hanging issuer or gateway lasts until the proxy's timeout. */
const turnTimeoutMs = 240_000;

/** Ends a hanging call soon. It is much longer than any other turn, on a busy machine too. */
const proxyTimeoutS = 15;

/** Two of each function of the chat: the end of a failed question can overlap with the next question. */
const environmentsOfQuestions = 6;

/** The proxy answers shortly before its timeout. On a busy machine, its answer can be late. */
const killDelayMs = 60_000;

/**
 * Declares a test for each fault of these hops: it has the effect in `faultEffects`, and none when switched
 * off.
 */
export const testFaultsOfHops = (...hops: readonly HopNumber[]): void => {
  let stack: LocalStack;
  let remains: Remains;
  const logged: string[] = [];

  beforeAll(async () => {
    stack = await runStack({
      onLog: (line) => logged.push(line),
      killDelayMs,
      changes: [withProperty('BedrockGatewayProxyLambdaFunction', 'Timeout', proxyTimeoutS)],
    });
    await askChat(stack, question);
    await stack.recycle();
    remains = watchRemains(stack);
  });
  afterEach(() => remains.within(environmentsOfQuestions), turnTimeoutMs);
  afterAll(async () => {
    await remains.nothingIsLeft();
    await stack.stop();
  }, turnTimeoutMs);

  const ask = async () => {
    logged.length = 0;
    return askChat(stack, question);
  };
  const effects = Object.entries(faultEffects).filter(([, { hop }]) => hops.includes(hop));

  it.each(effects)(
    '%s',
    async (name, effect) => {
      // The first question leaves a cached token and an open connection. The fault must have its effect
      // anyway.
      await ask();
      await stack.faults.set(name, true);
      try {
        expectEffect(await ask(), effect, logged);
      } finally {
        await stack.faults.set(name, false);
      }
      // Before the next question starts its functions, nothing of the failed one is left.
      await remains.nothingIsLeft();
      expect(answerOf(await ask())).toMatch(/8 critical/i);
    },
    turnTimeoutMs,
  );
};

const expectEffect = (asked: ChatResult, effect: FaultEffect, logged: readonly string[]): void => {
  const denied = firstDenied(asked);
  expect(asked.status).toBe(effect.status ?? 200);
  expect(errorOf(asked)).toBe(effect.error);
  // Behind hop 3, the browser learns the hop, and nothing that the model says about the failure.
  if (effect.error && effect.hop > 3) {
    expect(hopOfError(asked)).toBe(effect.hop);
    expect(answerOf(asked)).toBe('');
  }
  expect(denied?.code).toBe(effect.denied);
  if (denied) expect(denied.hop).toBe(effect.hop);
  // A secret that cannot be read ends hop 6 before its calls.
  if (effect.hop === 6) expect(asked.spans.map(({ hop }) => hop)).toContain(6);
  if (effect.logged) expect(logged.join('\n')).toContain(`"${effect.logged}"`);
  if (effect.answer) expect(answerOf(asked)).toMatch(effect.answer);
};

const answerOf = ({ events }: ChatResult): string =>
  events.map((event) => (event.type === 'text' ? event.delta : '')).join('');

const hopOfError = ({ events }: ChatResult): number | undefined =>
  events.find((event) => event.type === 'error')?.hop;

const errorOf = ({ events, status, body }: ChatResult): string | undefined => {
  if (status === 200) return events.find((event) => event.type === 'error')?.code;
  return (JSON.parse(body) as { code?: string }).code;
};
