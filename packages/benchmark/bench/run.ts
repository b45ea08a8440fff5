/** The command `npx -y pnpm@12 run bench`: runs one benchmark and prints its goals. */
import { parseArgs } from 'node:util';
import type { Benchmark, BenchmarkResult } from '../src/benchmark.ts';
import { describeMachine } from '../src/machine.ts';
import {
  isMissed,
  printGoals,
  printHeading,
  printNote,
  printTable,
  verdict,
} from '../src/report.ts';
import { chain } from './chain/chain.ts';
import { cold } from './cold/cold.ts';
import { stream } from './stream/stream.ts';
import { warm } from './warm/warm.ts';

/** A new benchmark needs only its line here. */
const benchmarks: Readonly<Record<string, Benchmark>> = { chain, cold, stream, warm };

const usage = (): string =>
  [
    'Usage: npx -y pnpm@12 run bench NAME [--json] [--rounds N]',
    '',
    ...Object.entries(benchmarks).map(([name, { summary }]) => `  ${name.padEnd(8)} ${summary}`),
    '',
  ].join('\n');

const print = ({ title, goals, tables, notes }: BenchmarkResult): void => {
  printHeading(title);
  printGoals(goals);
  for (const { heading, head, rows } of tables) {
    printHeading(heading);
    printTable(head, rows);
  }
  for (const note of notes) printNote(note);
};

const readArguments = () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, rounds: { type: 'string' } },
  });
  const rounds = values.rounds === undefined ? undefined : Number(values.rounds);
  if (rounds !== undefined && !(Number.isInteger(rounds) && rounds >= 1 && rounds <= 1_000)) {
    throw new RangeError('--rounds: expected a whole number from 1 to 1000.');
  }
  const [name = '', ...rest] = positionals;
  const benchmark = Object.hasOwn(benchmarks, name) ? benchmarks[name] : undefined;
  if (benchmark === undefined || rest.length > 0) throw new RangeError('Name one benchmark.');
  return { benchmark, name, rounds, isJson: values.json };
};

/** `undefined` for wrong arguments. */
const tryReadArguments = (): ReturnType<typeof readArguments> | undefined => {
  try {
    return readArguments();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\n\n${usage()}`);
    return undefined;
  }
};

const chosen = tryReadArguments();
if (chosen === undefined) {
  process.exitCode = 2;
} else {
  const { benchmark, name, rounds, isJson } = chosen;
  // Before the benchmark itself makes the machine busy.
  const machine = describeMachine();
  const result = await benchmark.run({ rounds });
  if (isJson) {
    const goals = result.goals.map((goal) => ({
      ...goal,
      verdict: verdict(goal).replaceAll('*', ''),
    }));
    process.stdout.write(`${JSON.stringify({ benchmark: name, machine, ...result, goals })}\n`);
  } else {
    print({ ...result, notes: [...result.notes, machine] });
  }
  if (result.goals.some(isMissed)) process.exitCode = 1;
}
