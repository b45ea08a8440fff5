/**
 * Asks many questions at once. Its arguments are the numbers of clients and of questions. It exits with code 1 when an
 * answer is wrong. The rate depends on what else the machine does; the CPU times depend on it less.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { figure, printHeading, printNote, printTable } from '@hopwise/benchmark/report';
import { median } from '@hopwise/benchmark/statistics';
import type { StackReport } from './stack-process.ts';

const [clients = 32, questions = 640] = process.argv.slice(2).map(Number);
const question = 'Check security status';
/** Memory is read after this share of the questions. */
const samples = 100;

const stack = fork(join(import.meta.dirname, 'stack-process.ts'));
const reported = async (kind: StackReport['kind']) => {
  for (;;) {
    const [message]: StackReport[] = await once(stack, 'message');
    if (message?.kind === kind) return message;
  }
};

const ready = await reported('ready');
if (ready.kind !== 'ready') throw new Error('The stack is not ready.');
const ask = async (): Promise<string> => {
  try {
    const response = await fetch(`${ready.api}/chat`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ message: question }),
    });
    const text = await response.text();
    if (response.ok && text.includes('event: done') && text.includes('8 critical')) return 'right';
    return `${response.status} ${/"code":"(\w+)"/.exec(text)?.[1] ?? ''}`;
  } catch (error) {
    return String(error instanceof Error ? error.cause : error);
  }
};

const memory: number[] = [];
const environments: number[] = [];
stack.on('message', (message: StackReport) => {
  if (message.kind !== 'usage') return;
  memory.push(message.residentMb);
  environments.push(message.environments);
});

const outcomes = new Map<string, number>();
let asked = 0;
const client = async (): Promise<void> => {
  while (asked < questions) {
    asked += 1;
    if (asked % Math.ceil(questions / samples) === 0) stack.send('sample');
    const outcome = await ask();
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
  }
};

await ask();
const begun = reported('usage');
stack.send('begin');
await begun;
memory.length = 0;
const startedAt = performance.now();
await Promise.all(Array.from({ length: clients }, client));
const seconds = (performance.now() - startedAt) / 1000;
stack.send('end');
const ended = await reported('ended');
if (ended.kind !== 'ended') throw new Error('The stack did not end.');

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
printNote(`Node ${process.version}, ${cpus().length} processors.`);
process.exit(right === questions ? 0 : 1);
