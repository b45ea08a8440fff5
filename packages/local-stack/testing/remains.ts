import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import type { LocalStack } from '../src/start-local-stack.ts';

type Used = Pick<LocalStack, 'usage' | 'recycle'>;

/** Interval at which a count is read again until it is low enough. */
const settleMs = 20;

/** Child processes of this process as Linux lists them, or undefined on other platforms. */
const childProcesses = (): number | undefined => {
  const path = `/proc/self/task/${process.pid}/children`;
  if (!existsSync(path)) return undefined;
  return readFileSync(path, 'latin1').split(' ').filter(Boolean).length;
};

/** Open descriptors of this process on Linux, or undefined on other platforms. */
const descriptors = (): number | undefined =>
  existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : undefined;

/** Much longer than an exit or a close needs on a busy machine. */
const defaultLimitMs = 120_000;

type Count = {
  readonly what: string;
  readonly now: () => number | undefined | Promise<number>;
  readonly atMost: number | undefined;
};

/** Waits until a count is low enough. Throws when it stays above its limit. */
const settled = async ({ what, now, atMost = 0 }: Count, limitMs: number): Promise<void> => {
  const endsAtMs = performance.now() + limitMs;
  for (let count = await now(); (count ?? 0) > atMost; count = await now()) {
    if (performance.now() > endsAtMs) {
      throw new Error(`${count} ${what} are left. Expected at most ${atMost}.`);
    }
    await sleep(settleMs);
  }
};

export type Remains = {
  /** Each process belongs to an execution environment, and there are at most this many. */
  within(environments: number): Promise<void>;
  /** After `recycle()` no environment and no child process is left. */
  noProcessIsLeft(): Promise<void>;
  /** The same, and no more descriptors are open than at the start. A client's idle connection closes after seconds. */
  nothingIsLeft(): Promise<void>;
};

/** Watches what a stack leaves. The counts of now are the start, so ask a question and call `recycle()` before. */
export const watchRemains = (stack: Used, limitMs = defaultLimitMs): Remains => {
  const start = { children: childProcesses() ?? 0, descriptors: descriptors() };
  const settle = (what: string, now: Count['now'], atMost?: number) =>
    settled({ what, now, atMost }, limitMs);
  const environmentsAtMost = (atMost: number) =>
    settle('execution environments', () => stack.usage().environments, atMost);
  const childrenAtMost = (atMost: number) =>
    settle('child processes', () => (childProcesses() ?? start.children) - start.children, atMost);
  const noProcessIsLeft = async () => {
    // The agent can still call a tool after the answer has failed, which starts an environment.
    await settle('execution environments', async () => {
      await stack.recycle();
      return stack.usage().environments;
    });
    expect(stack.usage()).toEqual({ processes: 0, environments: 0 });
    await childrenAtMost(0);
  };
  return {
    async within(environments) {
      await environmentsAtMost(environments);
      const { processes } = stack.usage();
      expect(processes).toBeLessThanOrEqual(environments);
      await childrenAtMost(processes);
    },
    noProcessIsLeft,
    async nothingIsLeft() {
      await noProcessIsLeft();
      await settle('descriptors', descriptors, start.descriptors);
    },
  };
};

/**
 * Declares that no process is left after each test of this file, and no descriptor after all. Call it after the
 * `beforeAll` that starts the stack and asks a first question, which opens the connections that stay open.
 */
export const checkRemainsAfterEach = (stack: () => Used): void => {
  let remains: Remains;
  beforeAll(async () => {
    await stack().recycle();
    remains = watchRemains(stack());
  });
  afterEach(() => remains.noProcessIsLeft(), 2 * defaultLimitMs);
  afterAll(() => remains.nothingIsLeft(), 3 * defaultLimitMs);
};
