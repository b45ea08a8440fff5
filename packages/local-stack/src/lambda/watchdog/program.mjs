/**
 * Ends the processes that a stack leaves. Its standard input is a pipe from the stack, which closes when the stack ends,
 * for whatever reason. Each line says that a runtime process gets an address of the Runtime API, has started or has exited.
 */
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { killGroup, killMarked } from './left-processes.mjs';

/** A process that is being started has its environment after a few milliseconds, so one look is not enough. */
const lookEveryMs = 20;
const quietLooks = 2;
/** A process that starts others as fast as they are killed does not keep the watchdog forever. */
const mostLooks = 500;

const running = new Set();
const folders = new Set();
const ended = new Set();

/** A child process inherits this variable. Its value names one execution environment. */
const markOf = (text) => `AWS_LAMBDA_RUNTIME_API=${text}`;

/** Lambda ends a whole execution environment, so processes that a function has detached end with its runtime. */
const killChildrenOfEnded = () => {
  killMarked([...ended].map((address) => `${markOf(address)}\0`));
  ended.clear();
};

const message = (line) => {
  try {
    return JSON.parse(line);
  } catch {
    // The stack was killed while it wrote this line.
    return {};
  }
};

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const { address, started, exited } = message(line);
  if (address !== undefined) folders.add(`${dirname(address)}/`);
  if (started !== undefined) running.add(started);
  if (exited === undefined) return;
  running.delete(exited.pid);
  if (ended.size === 0) setTimeout(killChildrenOfEnded, lookEveryMs);
  ended.add(exited.address);
});
lines.on('close', async () => {
  for (const pid of running) killGroup(pid);
  const marks = [...folders].map(markOf);
  let quiet = 0;
  for (let looks = 0; quiet < quietLooks && looks < mostLooks; looks += 1) {
    quiet = killMarked(marks) === 0 ? quiet + 1 : 0;
    await sleep(lookEveryMs);
  }
  process.exit();
});
