/** Calls a tool through the proxy and its rivals, interleaved, each in its own process. */
import { join } from 'node:path';
import type { Benchmark } from '../../src/benchmark.ts';
import { figure, type Goal } from '../../src/report.ts';
import { median } from '../../src/statistics.ts';
import { withDeployedFile } from '../deployed-file.ts';
import { forkContender, lambdaVariables } from '../fork-contender.ts';
import { proxyVariables } from '../machine-client.ts';
import { each, inTurn, type Rounds, ratioToFirst } from '../rounds.ts';
import type { Measured } from './call-process.ts';
import { startCloud } from './cloud.ts';
import type { ContenderName } from './contenders.ts';

const defaultRounds = 21;
const callsOfRound = 20;
const warmUpCalls = 500;

/** The first one is the reference of the ratios. */
const names: Readonly<Record<ContenderName, string>> = {
  rawPost: 'raw POST',
  proxy: '**bedrock-gateway-proxy**',
  mcpSdk: 'MCP SDK, connected client',
};

const script = join(import.meta.dirname, 'call-process.ts');

type Calls = {
  readonly delayMs: number;
  readonly measured: Rounds<ContenderName, Measured>;
  /** Requests of the proxy to the gateway for each call, and all its requests for a token or the secret. */
  readonly requests: { readonly perCall: number; readonly credentials: number };
};

const measure = async (delayMs: number, rounds: number, bundle: string): Promise<Calls> => {
  const cloud = await startCloud(delayMs);
  const env = { ...lambdaVariables(cloud.origin), ...proxyVariables(cloud.origin) };
  const processes = (Object.keys(names) as ContenderName[]).map((name) => ({
    name,
    measured: [] as Measured[],
    ...forkContender<Measured>({ script, args: [name, cloud.origin, bundle], env }),
  }));
  let proxyRequests = 0;
  try {
    for (const { run } of processes) await run(delayMs > 0 ? callsOfRound : warmUpCalls);
    for (let round = 0; round < rounds; round += 1) {
      for (const one of inTurn(processes, round)) {
        await one.run(1);
        const before = cloud.counts.gateway;
        one.measured.push(await one.run(callsOfRound));
        if (one.name === 'proxy') proxyRequests += cloud.counts.gateway - before;
      }
    }
  } finally {
    for (const { end } of processes) end();
    cloud.close();
  }
  return {
    delayMs,
    measured: new Map(processes.map(({ name, measured }) => [name, measured])),
    requests: {
      perCall: proxyRequests / (rounds * callsOfRound),
      credentials: cloud.counts.token + cloud.counts.secret,
    },
  };
};

const goalsOf = (near: Calls, far: Calls): readonly Goal[] => [
  {
    id: 'P10',
    name: 'time of a call, × a raw POST, gateway at 20 ms',
    value: ratioToFirst(far.measured, 'proxy', 'callMs'),
    goal: 1.05,
  },
  {
    id: 'P10',
    name: 'time of a call, × a raw POST, gateway at 0 ms',
    value: ratioToFirst(near.measured, 'proxy', 'callMs'),
    goal: 1.5,
  },
  {
    id: 'P10',
    name: 'requests to the gateway for a call',
    value: near.requests.perCall,
    goal: 1,
  },
  {
    id: 'P7',
    name: 'token requests and reads of the secret, of all calls',
    value: near.requests.credentials,
    goal: 2,
  },
];

const rowsOf = (calls: Calls): string[][] =>
  (Object.entries(names) as [ContenderName, string][]).map(([name, text]) => [
    String(calls.delayMs),
    text,
    figure(median(each(calls.measured, name, 'callMs'))),
    ratioToFirst(calls.measured, name, 'callMs').toFixed(2),
    figure(median(each(calls.measured, name, 'cpuMs'))),
    ratioToFirst(calls.measured, name, 'cpuMs').toFixed(2),
  ]);

export const warm: Benchmark = {
  summary: 'calls of a tool through the warm proxy against a raw POST and the MCP SDK',
  async run({ rounds = defaultRounds }) {
    const entry = 'bedrock-gateway-proxy/src/handler';
    const [near, far] = await withDeployedFile(
      entry,
      async (bundle) =>
        [await measure(0, rounds, bundle), await measure(20, rounds, bundle)] as const,
    );
    return {
      title: 'Warm calls',
      goals: goalsOf(near, far),
      tables: [
        {
          heading: 'A call of a tool',
          head: ['gateway answers after ms', '', 'ms', '×', 'CPU ms', '×'],
          rows: [...rowsOf(near), ...rowsOf(far)],
        },
      ],
      notes: [
        `The answer has 4 kB. The proxy reads, checks and converts it, and writes its log. Medians of ${rounds} interleaved rounds of ${callsOfRound} calls.`,
      ],
    };
  },
};
