import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  call,
  invocation,
  startLambda,
  stopLambdas,
} from '../../../testing/lambda/lambda-fixture.ts';
import { lingeringFunction, lingeringPids } from '../../../testing/lambda/lingering-function.ts';
import { processIdentity } from '../../work-directory/process-identity.ts';

const onLinux = process.platform === 'linux' ? describe : describe.skip;

/** A zombie counts as ended, because the first process of a container does not always read exit codes. */
const hasEnded = (pid: number): boolean => processIdentity(pid) === undefined;

/** The test's time limit ends a wait for a process that does not end. */
const allEnd = async (pids: readonly number[]): Promise<void> => {
  while (!pids.every(hasEnded)) await sleep(20);
};

const childrenOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1')
    .split(' ')
    .filter(Boolean)
    .map(Number);

afterEach(stopLambdas);

/** Calls the function once. Returns the ids of its processes and of the watchdog. */
const startLingering = async () => {
  const before = childrenOf(process.pid);
  const fixture = await startLambda({ lingers: lingeringFunction });
  await call(fixture, invocation('lingers'));
  const [runtime = 0, detached = 0] = lingeringPids(await fixture.line(/lingers/));
  const [watchdog = 0] = childrenOf(process.pid).filter(
    (pid) => pid !== runtime && !before.includes(pid),
  );
  expect([runtime, detached, watchdog].filter(hasEnded)).toEqual([]);
  return { ...fixture, runtime, detached, watchdog };
};

onLinux('the watchdog', () => {
  it('ends an endless loop, a detached process and itself after the stack is killed', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
    const program = join(import.meta.dirname, '../../../testing/lambda/lambda-process.ts');
    const stack = spawn(process.execPath, [program], {
      env: { ...process.env, TMPDIR: directory },
    });
    const [line] = await once(stack.stdout, 'data');
    const lingering = lingeringPids(String(line));
    const all = [...lingering, ...childrenOf(stack.pid ?? 0)];
    // The runtime is a child of the stack, too.
    expect(new Set(all).size).toBe(3);
    expect(all.filter(hasEnded)).toEqual([]);
    stack.kill('SIGKILL');
    await allEnd(all);
    await rm(directory, { recursive: true });
  }, 120_000);

  it('ends a detached process and itself before the Lambda service has stopped', async () => {
    const { lambda, runtime, detached, watchdog } = await startLingering();
    await lambda.stop();
    expect([runtime, detached, watchdog].filter(hasEnded)).toHaveLength(3);
  });

  it('ends a detached process when its execution environment has ended', async () => {
    const { lambda, detached, watchdog } = await startLingering();
    await lambda.recycle();
    await allEnd([detached]);
    expect(hasEnded(watchdog)).toBe(false);
  });

  it('starts again when it was killed, and knows the processes that run', async () => {
    const { lambda, detached, watchdog } = await startLingering();
    const before = childrenOf(process.pid);
    process.kill(watchdog, 'SIGKILL');
    while (childrenOf(process.pid).every((pid) => before.includes(pid))) await sleep(20);
    await lambda.stop();
    expect(hasEnded(detached)).toBe(true);
  });
});
