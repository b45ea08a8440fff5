import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, it } from '@jest/globals';
import { askChat } from '../../testing/ask-chat.ts';
import { watchRemains } from '../../testing/remains.ts';
import { runStack } from '../../testing/running-stack.ts';
import type { LocalStack } from '../start-local-stack.ts';

const question = 'Check security status';
const manyQuestions = 10;
const testTimeoutMs = 120_000;

let stack: LocalStack;

afterEach(() => stack.stop());

it(
  'leaves no process when faults are switched while questions start cold',
  async () => {
    stack = await runStack();
    await askChat(stack, question);
    await stack.recycle();
    const remains = watchRemains(stack);
    const decided = stack.decisions.all().length;
    const asked = Array.from({ length: manyQuestions }, () => askChat(stack, question));
    // Each fault is switched while some environments are being created.
    for (const name of ['proxy-role-untrusted', 'wrong-scope', 'gateway-401']) {
      while (stack.decisions.all().length <= decided) await setImmediate();
      await stack.faults.set(name, true);
      await stack.faults.set(name, false);
    }
    for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    await remains.nothingIsLeft();
    expect((await askChat(stack, question)).events.at(-1)?.type).toBe('done');
  },
  testTimeoutMs,
);
