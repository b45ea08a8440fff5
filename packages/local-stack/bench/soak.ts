/**
 * Asks questions for a long time while faults are switched and functions are stopped and killed. Its arguments are the
 * minutes and the number of clients. It exits with code 1 when a question without a disturbance is not answered, or when
 * processes, descriptors or memory are left.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  figure,
  type Goal,
  isMissed,
  printGoals,
  printHeading,
  printNote,
} from '@hopwise/benchmark/report';
import { median, seededRandom } from '@hopwise/benchmark/statistics';
import { faultSwitches } from '../src/faults/fault-switches.ts';
import { type Asked, askOnce } from './ask-once.ts';
import { forkStack } from './fork-stack.ts';

const [minutes = 30, clients = 32, seed = Date.now()] = process.argv.slice(2).map(Number);
/** A fault is on for a tenth of the time between two faults. */
const faultEveryMs = 10_000;
const faultMs = 1_000;
const stopMs = 300;
const sampleEveryMs = 1_000;
/** Kept-alive connections of the clients close in this time. */
const settleMs = 30_000;
/** The records of decisions and turns fill during the first minutes. */
const minutesOfMemoryGoal = 20;

const random = seededRandom(seed);
const stack = await forkStack();
await askOnce(stack.api);
const start = await stack.request({ do: 'recycle' }, 'usage');

type Period = { readonly fromMs: number; toMs: number };
/** Periods in which a question can fail. */
const disturbed: Period[] = [];
const disturb = async (work: () => Promise<unknown>): Promise<void> => {
  const period = { fromMs: performance.now(), toMs: Number.POSITIVE_INFINITY };
  disturbed.push(period);
  await work();
  period.toMs = performance.now();
};

/** The runtime processes of the stack, on Linux. */
const runtimes = (): readonly number[] =>
  readFileSync(`/proc/${stack.pid}/task/${stack.pid}/children`, 'latin1').split(' ').map(Number);

const signal = (name: NodeJS.Signals, pid: number): void => {
  try {
    if (pid > 0) process.kill(pid, name);
  } catch {
    // The process has ended.
  }
};

/** Stops a process for a moment, which every question survives, and kills another one. */
const signalSome = async (): Promise<void> => {
  const pids = runtimes();
  const some = () => pids[Math.floor(random() * pids.length)] ?? 0;
  const stopped = some();
  signal('SIGSTOP', stopped);
  await sleep(stopMs);
  signal('SIGCONT', stopped);
  await disturb(async () => signal('SIGKILL', some()));
};

const switchFault = async (index: number): Promise<void> => {
  const { name, outcome } = faultSwitches[index % faultSwitches.length] ?? {};
  if (name === undefined) return;
  const work = async () => {
    await stack.request({ do: 'set', fault: name, isOn: true }, 'set');
    await sleep(faultMs);
    await stack.request({ do: 'set', fault: name, isOn: false }, 'set');
  };
  await (outcome === 'breaks' ? disturb(work) : work());
};

const memory: number[] = [];
const environments: number[] = [];
stack.onUsage((usage) => {
  memory.push(usage.residentMb);
  environments.push(usage.environments);
});
const sampling = setInterval(() => stack.send({ do: 'report' }), sampleEveryMs);

const endsAtMs = performance.now() + minutes * 60_000;
const isOver = () => performance.now() > endsAtMs;
const asked: Asked[] = [];
const client = async (): Promise<void> => {
  while (!isOver()) asked.push(await askOnce(stack.api));
};
const chaos = async (): Promise<void> => {
  for (let index = Math.floor(random() * faultSwitches.length); !isOver(); index += 1) {
    await sleep(faultEveryMs);
    await (index % 3 === 2 ? signalSome() : switchFault(index));
  }
};
await Promise.all([chaos(), ...Array.from({ length: clients }, client)]);
clearInterval(sampling);

const isDisturbed = ({ startedAtMs, endedAtMs }: Asked): boolean =>
  disturbed.some(({ fromMs, toMs }) => startedAtMs <= toMs && endedAtMs >= fromMs);
const undisturbed = asked.filter((one) => !isDisturbed(one));
const wrong = undisturbed.filter(({ outcome }) => outcome !== 'right');
const foreign = asked.filter(({ outcome }) => outcome.includes('another turn'));
const tenth = Math.ceil(memory.length / 10);
const growth = median(memory.slice(-tenth)) / median(memory.slice(tenth, 2 * tenth));
let left = await stack.request({ do: 'recycle' }, 'usage');
for (let waitedMs = 0; left.descriptors > start.descriptors && waitedMs < settleMs; ) {
  await sleep(sampleEveryMs);
  waitedMs += sampleEveryMs;
  left = await stack.request({ do: 'report' }, 'usage');
}
await stack.request({ do: 'end' }, 'ended');

const share = 1 - wrong.length / undisturbed.length;
const goals: Goal[] = [
  {
    id: 'right',
    name: 'right answers without a disturbance',
    value: share,
    goal: 0.999,
    isAtLeast: true,
  },
  { id: 'turns', name: 'answers of another turn', value: foreign.length, goal: 0 },
  { id: 'processes', name: 'processes left', value: left.processes, goal: 0 },
  {
    id: 'descriptors',
    name: 'more descriptors',
    value: left.descriptors - start.descriptors,
    goal: 0,
  },
  ...(minutes < minutesOfMemoryGoal
    ? []
    : [{ id: 'memory', name: 'memory, last tenth to second tenth', value: growth, goal: 1.05 }]),
];
printHeading(`${minutes} minutes, ${clients} clients, seed ${seed}`);
printGoals(goals);
printNote(
  `${asked.length} questions, ${undisturbed.length} without a disturbance, ${disturbed.length} disturbances. At most ${Math.max(...environments)} execution environments. Memory at the end: ${figure(memory.at(-1) ?? 0)} MB, ${figure(growth)} of that in the second tenth.`,
);
for (const outcome of new Set(wrong.map((one) => one.outcome))) {
  printNote(`${wrong.filter((one) => one.outcome === outcome).length} × ${outcome}`);
}
process.exit(goals.some(isMissed) ? 1 : 0);
