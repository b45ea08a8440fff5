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

/** Tries to switch a fault on. Returns false when it cannot be combined with those that are on. */
const trySwitchOn = (running: LocalStack, name: string): Promise<boolean> =>
  running.faults.set(name, true).then(
    () => true,
    (error: unknown) => {
      expect(error).toBeInstanceOf(TemplateError);
      return false;
    },
  );

const switchOnAll = async (running: LocalStack, wanted: readonly string[]) => {
  const on: string[] = [];
  for (const name of wanted) if (await trySwitchOn(running, name)) on.push(name);
  return on;
};

/** The orders in which a person switches faults off from a list, as well as the reverse of switching on. */
const orders = [
  ['the same order', names, (on: readonly string[]) => on],
  ['the opposite order', names, (on: readonly string[]) => [...on].reverse()],
  ['the same order, the last hop first', [...names].reverse(), (on: readonly string[]) => on],
] as const;

describe('several faults at once', () => {
  it.each(orders)(
    'have no effect after they are switched off in %s',
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
