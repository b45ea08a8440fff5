/** Streams turns through web-api and its rivals, interleaved, each in its own process. */
import { join } from 'node:path';
import type { Benchmark } from '../../src/benchmark.ts';
import { figure, type Goal } from '../../src/report.ts';
import { median } from '../../src/statistics.ts';
import { withDeployedFile } from '../deployed-file.ts';
import { forkContender, lambdaVariables } from '../fork-contender.ts';
import { each, inTurn, type Rounds, ratioToFirst } from '../rounds.ts';
import { agentFrames } from './agent-stream.ts';
import { type Pace, startAgent, startRuntimeApi } from './servers.ts';
import type { Measured } from './turn-process.ts';

const defaultRounds = 21;
const turnsOfRound = 20;
/** The optimizing compiler of V8 has done its work after these. */
const warmUpTurns = 200;

/** The first one is the reference of the ratios. */
const contenders = {
  rawPipe: 'raw pipe',
  webApi: '**web-api**',
  textbook: 'the SDK’s loop',
} as const;
type Contender = keyof typeof contenders;
const names = Object.keys(contenders) as Contender[];

const script = join(import.meta.dirname, 'turn-process.ts');

const webApiVariables = {
  AGENT_ID: 'AGENT12345',
  AGENT_ALIAS_ID: 'ALIAS12345',
  ALLOWED_ORIGIN: '*',
  PUBLIC_API: 'true',
};

type Turns = {
  readonly pace: Pace;
  readonly rounds: Rounds<Contender, Measured>;
  /** New connections of web-api in the largest round, after its first turn. */
  readonly newConnections: number;
};

const measure = async (pace: Pace, rounds: number, bundle: string): Promise<Turns> => {
  const agent = await startAgent(pace);
  const runtimeApi = await startRuntimeApi();
  const env = { ...lambdaVariables(agent.origin), ...webApiVariables };
  const processes = names.map((contender) => ({
    contender,
    measured: [] as Measured[],
    ...forkContender<Measured>({
      script,
      args: [contender, agent.origin, runtimeApi.origin, bundle],
      env,
    }),
  }));
  let newConnections = 0;
  try {
    for (const { run } of processes) await run(warmUpTurns);
    for (let round = 0; round < rounds; round += 1) {
      for (const one of inTurn(processes, round)) {
        // A connection that was idle during the turns of the other contenders is too old.
        await one.run(1);
        const before = agent.connections();
        one.measured.push(await one.run(turnsOfRound));
        const opened = agent.connections() - before;
        if (one.contender === 'webApi') newConnections = Math.max(newConnections, opened);
      }
    }
  } finally {
    for (const { end } of processes) end();
    agent.close();
    runtimeApi.close();
  }
  const measured = new Map(processes.map((one) => [one.contender, one.measured]));
  return { pace, rounds: measured, newConnections };
};

const goalsOf = (burst: Turns): readonly Goal[] => [
  {
    id: 'P11',
    name: 'CPU of a streamed turn, × a raw pipe',
    value: ratioToFirst(burst.rounds, 'webApi', 'cpuMs'),
    goal: 2,
  },
  {
    id: 'P12',
    name: `new connections of ${turnsOfRound} questions after the first`,
    value: burst.newConnections,
    goal: 0,
  },
];

const rowsOf = (turns: Turns): string[][] =>
  names.map((name) => [
    turns.pace,
    contenders[name],
    figure(median(each(turns.rounds, name, 'cpuMs'))),
    ratioToFirst(turns.rounds, name, 'cpuMs').toFixed(2),
    figure(median(each(turns.rounds, name, 'firstByteMs'))),
    ratioToFirst(turns.rounds, name, 'firstByteMs').toFixed(2),
  ]);

export const stream: Benchmark = {
  summary: 'streamed turns of web-api against a raw pipe and the loop of the SDK’s documentation',
  async run({ rounds = defaultRounds }) {
    const [burst, single] = await withDeployedFile(
      'web-api/src/handler',
      async (bundle) =>
        [
          await measure('burst', rounds, bundle),
          await measure('single frames', rounds, bundle),
        ] as const,
    );
    return {
      title: 'Streams',
      goals: goalsOf(burst),
      tables: [
        {
          heading: 'A turn',
          head: ['frames arrive', '', 'CPU ms', '×', 'ms to the first byte', '×'],
          rows: [...rowsOf(burst), ...rowsOf(single)],
        },
      ],
      notes: [
        `A turn has ${agentFrames.length} frames. Each contender writes them to a fake Runtime API. Medians of ${rounds} interleaved rounds of ${turnsOfRound} turns.`,
      ],
    };
  },
};
