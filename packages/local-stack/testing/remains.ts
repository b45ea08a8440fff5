import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
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

/** Waits until a count is not above its limit. A count that stays above it exceeds the test's time limit. */
const settled = async (count: () => number | undefined, limit = 0): Promise<void> => {
  while ((count() ?? 0) > limit) await sleep(settleMs);
};

export type Remains = {
  /** Each process belongs to an execution environment, and there are at most this many. */
  within(environments: number): Promise<void>;
  /** After `recycle()` no process is left, and no more descriptors are open than at the start. */
  nothingIsLeft(): Promise<void>;
};

/** Watches what a stack leaves. The counts of now are the start, so ask a question and call `recycle()` before. */
export const watchRemains = (stack: Used): Remains => {
  const start = { children: childProcesses() ?? 0, descriptors: descriptors() };
  const ownChildren = () => (childProcesses() ?? start.children) - start.children;
  return {
    async within(environments) {
      await settled(() => stack.usage().environments, environments);
      const { processes } = stack.usage();
      expect(processes).toBeLessThanOrEqual(environments);
      await settled(ownChildren, processes);
    },
    async nothingIsLeft() {
      await stack.recycle();
      await settled(() => stack.usage().environments);
      expect(stack.usage()).toEqual({ processes: 0, environments: 0 });
      await settled(ownChildren);
      await settled(descriptors, start.descriptors);
    },
  };
};
