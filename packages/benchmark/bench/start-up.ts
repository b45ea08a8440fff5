/** Measures how long the commands of `hopwise` need, in this checkout. Stop its local stack first. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describeMachine } from '../src/machine.ts';
import { type Goal, isMissed, printGoals, printHeading, printNote } from '../src/report.ts';
import { median } from '../src/statistics.ts';
import {
  type Measured,
  runCommand,
  type Started,
  serviceDirectory,
  startStack,
} from './run-command.ts';

const rounds = 5;
const question = 'Check security status';

const repeat = async <Result>(run: () => Promise<Result>): Promise<readonly Result[]> => {
  const results: Result[] = [];
  for (let round = 0; round < rounds; round += 1) results.push(await run());
  return results;
};

const cpuOf = (measured: readonly { readonly cpuSeconds: number }[]): number =>
  median(measured.map(({ cpuSeconds }) => cpuSeconds));

/** Seconds until the whole answer has arrived, without the command line. */
const answerSeconds = async (apiUrl: string): Promise<number> => {
  const startedAt = performance.now();
  const response = await fetch(`${apiUrl}/chat`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ message: question }),
  });
  const text = await response.text();
  if (!text.includes('event: done')) throw new Error('The local stack did not answer.');
  return (performance.now() - startedAt) / 1000;
};

const stops: Measured[] = [];
const starts = { cold: [] as Started[], unchanged: [] as Started[] };
const asks: Measured[] = [];
const askAdded: number[] = [];
const machine = describeMachine();

const help = await repeat(() => runCommand('--help'));
const env: Measured[] = [];
for (let round = 0; round < rounds; round += 1) {
  await rm(join(serviceDirectory, '.hopwise/packages'), { recursive: true, force: true });
  for (const kind of ['cold', 'unchanged'] as const) {
    const started = await startStack();
    starts[kind].push(started);
    const found = await runCommand('env', '--json');
    env.push(found);
    const { API_URL: apiUrl }: Record<string, string> = JSON.parse(found.stdout);
    // The first answer starts the functions, so that both measured answers have warm ones.
    await answerSeconds(apiUrl ?? '');
    const answered = await answerSeconds(apiUrl ?? '');
    const asked = await runCommand('ask', question, '--json');
    asks.push(asked);
    askAdded.push(asked.wallSeconds - answered);
    stops.push(await runCommand('stop'));
    await started.ended;
  }
}

const goals: readonly Goal[] = [
  { id: 'help', name: 'CPU s of `--help`', value: cpuOf(help), goal: 0.3 },
  { id: 'env', name: 'CPU s of `env`', value: cpuOf(env), goal: 0.3 },
  { id: 'stop', name: 'CPU s of `stop`', value: cpuOf(stops), goal: 0.3 },
  { id: 'ask', name: 'CPU s of `ask`', value: cpuOf(asks), goal: 1 },
  { id: 'start', name: 'CPU s of `start`, no change', value: cpuOf(starts.unchanged), goal: 2 },
];

printHeading('Start-up');
printGoals(goals);
const secondsOf = (started: readonly Started[]): string =>
  median(started.map(({ seconds }) => seconds)).toFixed(1);
printNote(
  `Wall-clock times: \`start\` without a change ${secondsOf(starts.unchanged)} s, without any package ${secondsOf(starts.cold)} s. \`ask\` adds ${median(askAdded).toFixed(2)} s to its answer. Medians of ${rounds} rounds.`,
);
printNote(machine);
if (goals.some(isMissed)) process.exitCode = 1;
