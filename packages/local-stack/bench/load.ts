/**
 * Asks many questions at once. Its arguments are the numbers of clients and of questions. It exits with code 1 when an
 * answer is wrong. The rate depends on what else the machine does; the CPU times depend on it less.
 */
import { describeMachine } from '@hopwise/benchmark/machine';
import { figure, printHeading, printNote, printTable } from '@hopwise/benchmark/report';
import { median } from '@hopwise/benchmark/statistics';
import { askOnce } from './ask-once.ts';
import { forkStack } from './fork-stack.ts';

const [clients = 32, questions = 640] = process.argv.slice(2).map(Number);
/** Memory is read after this share of the questions. */
const samples = 100;

const machine = describeMachine();
const stack = await forkStack();
const ask = async (): Promise<string> => {
  const { outcome } = await askOnce(stack.api);
  return outcome;
};

const memory: number[] = [];
const environments: number[] = [];
const sample = async (): Promise<void> => {
  const usage = await stack.request('report');
  memory.push(usage.residentMb);
  environments.push(usage.environments);
};

const outcomes = new Map<string, number>();
let asked = 0;
const client = async (): Promise<void> => {
  while (asked < questions) {
    asked += 1;
    if (asked % Math.ceil(questions / samples) === 0) await sample();
    const outcome = await ask();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
};

await ask();
await stack.request('recycle');
const startedAt = performance.now();
await Promise.all(Array.from({ length: clients }, client));
const seconds = (performance.now() - startedAt) / 1000;
const ended = await stack.request('end');
stack.kill();

const right = outcomes.get('right') ?? 0;
const tenth = Math.ceil(memory.length / 10);
printHeading(`${clients} clients, ${questions} questions`);
printTable(
  ['', 'measured'],
  [
    ['wrong answers', String(questions - right)],
    ['answers a second', figure(right / seconds)],
    ['CPU ms of a question, in the stack', figure(ended.stackCpuMs / questions)],
    ['CPU ms of a question, in the functions', figure(ended.functionsCpuMs / questions)],
    ['most execution environments', String(Math.max(...environments))],
    ['MB of the stack, second tenth', figure(median(memory.slice(tenth, 2 * tenth)))],
    ['MB of the stack, last tenth', figure(median(memory.slice(-tenth)))],
  ],
);
for (const [outcome, count] of outcomes) {
  if (outcome !== 'right') printNote(`${count} × ${outcome}`);
}
printNote(machine);
process.exit(right === questions ? 0 : 1);
