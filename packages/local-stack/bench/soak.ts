/**
 * Asks questions for a long time while faults are on and functions are stopped and killed. Its arguments are the
 * minutes, the number of clients and a seed. It exits with code 1 when a goal is missed. A run that hangs is ended, and
 * misses its goals.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describeMachine } from '@hopwise/benchmark/machine';
import { isMissed, printGoals, printHeading, printNote } from '@hopwise/benchmark/report';
import { seededRandom } from '@hopwise/benchmark/statistics';
import { faultSwitches } from '../src/faults/fault-switches.ts';
import { type Asked, askOnce } from './ask-once.ts';
import { forkStack } from './fork-stack.ts';
import { runClient } from './soak/conversations.ts';
import { createDisturbances } from './soak/disturbances.ts';
import { notesOf, progressOf } from './soak/notes.ts';
import { type Signals, signalProcesses } from './soak/signal-processes.ts';
import { type FaultTimes, switchFaults } from './soak/switch-faults.ts';
import { timetableOf } from './soak/timetable.ts';
import { goalsOf, watchdogs } from './soak/verdict.ts';
import type { Usage } from './stack-process.ts';

const [minutes = 30, clients = 32, seed = Date.now()] = process.argv.slice(2).map(Number);
const runMs = minutes * 60_000;
const sampleEveryMs = 1_000;
const progressEveryMs = Math.min(30_000, runMs / 8);
/** Hung questions end and kept-alive connections close in this time. */
const settleMs = 120_000;
/** Longer than the last question, the last switch and the settling can take on a busy machine. */
const hangMs = 10 * 60_000;

const machine = describeMachine();
const random = seededRandom(seed);
const stack = await forkStack();
await askOnce(stack.api);
const start = await stack.request('recycle');

const startedAtMs = performance.now();
const isOver = (): boolean => performance.now() - startedAtMs > runMs;
const asked: Asked[] = [];
const samples: Usage[] = [];
let usage = start;
const disturbances = createDisturbances();
const times: FaultTimes = { onMs: new Map(), mostAtOnce: 0 };
const signals: Signals = { stops: 0, kills: 0 };
const soak = { stack, pid: stack.pid, disturbances, random, startedAtMs, isOver, times, signals };

const sampleUsage = async (): Promise<void> => {
  while (!isOver()) {
    samples.push(await stack.request('report'));
    await sleep(sampleEveryMs);
  }
};

/** Makes the functions cold and waits until nothing is left, but not forever. */
const settle = async (): Promise<Usage> => {
  let left = await stack.request('recycle');
  const isLeft = () =>
    left.environments + left.children > watchdogs || left.descriptors > start.descriptors;
  for (let waitedMs = 0; isLeft() && waitedMs < settleMs; waitedMs += sampleEveryMs) {
    await sleep(sampleEveryMs);
    left = await stack.request('recycle');
  }
  return left;
};

/** Prints what was observed, and ends this process. */
const conclude = (left: Usage | undefined): never => {
  const judged = asked.map((one) => ({ ...one, isDisturbed: disturbances.touch(one) }));
  const faultsMissed = faultSwitches
    .map(({ name }) => name)
    .filter((name) => !times.onMs.has(name));
  const { mostEnvironments } = stack;
  const observed = {
    minutes,
    clients,
    asked: judged,
    faultsMissed,
    mostEnvironments,
    samples,
    start,
    left,
  };
  const goals = goalsOf(observed);
  printHeading(`${minutes} minutes, ${clients} clients, seed ${seed}`);
  printGoals(goals);
  for (const note of [...notesOf(observed, soak), machine]) printNote(note);
  return process.exit(goals.some(isMissed) ? 1 : 0);
};

const giveUp = (reason: string): never => {
  printNote(`The run did not end: ${reason}`);
  stack.kill();
  return conclude(undefined);
};

setTimeout(() => giveUp('a question, a switch or the end hangs.'), runMs + hangMs);
/** Prints the last collected usage even when the stack does not answer. */
const showProgress = (): void => {
  printNote(progressOf({ asked, disturbances, usage, elapsedMs: performance.now() - startedAtMs }));
  stack.request('collect').then(
    (collected) => {
      usage = collected;
    },
    () => undefined,
  );
};
setInterval(showProgress, progressEveryMs);

const sessions = new Set<string>();
const onAsked = (one: Asked) => asked.push(one);
try {
  await Promise.all([
    sampleUsage(),
    switchFaults(timetableOf(faultSwitches, { runMs, random }), soak),
    signalProcesses(soak),
    ...Array.from({ length: clients }, (_, index) =>
      runClient({ api: stack.api, index, isOver, onAsked, sessions }),
    ),
  ]);
  const left = await settle();
  await stack.request('end');
  conclude(left);
} catch (error) {
  giveUp(String(error));
}
