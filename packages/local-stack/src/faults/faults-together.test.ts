import { afterEach, describe, expect, it } from '@jest/globals';
import { askChat } from '../../testing/ask-chat.ts';
import { templateOf } from '../../testing/packaged-stages.ts';
import { runStack } from '../../testing/running-stack.ts';
import type { LocalStack } from '../start-local-stack.ts';
import { TemplateError } from '../template/template-error.ts';
import { faultSwitches } from './fault-switches.ts';

let stack: LocalStack | undefined;

afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const names = faultSwitches.map(({ name }) => name);

/** Switches a fault on; whether it could be, beside those that are on. */
const couldSwitchOn = (running: LocalStack, name: string): Promise<boolean> =>
  running.faults.set(name, true).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(TemplateError);
      return false;
    },
  );

const switchOnAll = async (running: LocalStack, wanted: readonly string[]) => {
  const on: string[] = [];
  for (const name of wanted) if (await couldSwitchOn(running, name)) on.push(name);
  return on;
};

/** In the order in which a person finds them in a list, which is not that of a stack of plates. */
const orders = [
  ['the same order', names, (on: readonly string[]) => on],
  ['the opposite order', names, (on: readonly string[]) => [...on].reverse()],
  ['the same order, the last hop first', [...names].reverse(), (on: readonly string[]) => on],
] as const;

describe('faults that are on together', () => {
  it.each(orders)(
    'leave nothing behind when they are switched off in %s',
    async (...row) => {
      const [, wanted, offOrder] = row;
      stack = await runStack();
      const on = await switchOnAll(stack, wanted);
      expect(on.length).toBeGreaterThan(names.length / 2);
      for (const name of offOrder(on)) await stack.faults.set(name, false);
      expect(stack.faults.list().filter((fault) => fault.on)).toEqual([]);
      expect(stack.template()).toEqual(await templateOf('local'));
      const { events, body } = await askChat(stack, 'Check security status');
      expect([events.at(-1)?.type, body]).toEqual(['done', expect.stringMatching(/8 critical/i)]);
    },
    60_000,
  );
});
