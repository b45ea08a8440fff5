import { rmSync } from 'node:fs';
import type { Benchmark, ResultTable } from '../../src/benchmark.ts';
import { figure, type Goal } from '../../src/report.ts';
import { startFakeAws } from './fake-aws.ts';
import { type ColdStart, measureColdStart } from './first-calls.ts';
import { createComparisons } from './functions.ts';
import { measureSizes, sizeGoals } from './sizes.ts';

const defaultRounds = 11;

const systemCallGoals = ({ comparison, systemCalls }: ColdStart): readonly Goal[] => {
  const unmeasured = systemCalls ? {} : { unmeasured: 'strace is not installed, or cannot trace' };
  const { bare, ours } = systemCalls ?? { bare: undefined, ours: undefined };
  return [
    {
      id: 'P3',
      name: `system calls of \`${comparison.service}\`, without futex`,
      value: ours?.withoutFutex ?? Number.NaN,
      goal: 1_000,
      ...unmeasured,
    },
    {
      id: 'P3',
      name: `\`openat\` of \`${comparison.service}\` over bare`,
      value: (ours?.openat ?? Number.NaN) - (bare?.openat ?? 0),
      goal: 3,
      ...unmeasured,
    },
  ];
};

const goalsOf = (start: ColdStart): readonly Goal[] => [
  {
    id: 'P1',
    name: `CPU of \`${start.comparison.service}\` over bare, as a part of the textbook function's`,
    value: start.share,
    goal: start.comparison.maxShare,
  },
  ...systemCallGoals(start),
  {
    id: 'P4',
    name: `MB of \`${start.comparison.service}\` after the first call, over bare`,
    value: start.medians.ours.rssMb - start.medians.bare.rssMb,
    goal: 12,
  },
  {
    id: 'undici',
    name: `\`${start.comparison.service}\` loads undici before the first response`,
    value: Number(start.medians.ours.hasUndici),
    goal: 0,
  },
];

const tableOf = ({ comparison, medians }: ColdStart): ResultTable => ({
  heading: comparison.service,
  head: ['', 'CPU ms', 'over bare', 'wall-clock ms', 'over bare', 'MB', 'kB of the bundle'],
  rows: (['bare', 'ours', 'textbook'] as const).map((name) => {
    const { cpuMs, wallMs, rssMb } = medians[name];
    return [
      name,
      figure(cpuMs),
      figure(cpuMs - medians.bare.cpuMs),
      figure(wallMs),
      figure(wallMs - medians.bare.wallMs),
      figure(rssMb),
      name === 'bare' ? '' : figure(comparison.bytes[name] / 1_000),
    ];
  }),
});

export const cold: Benchmark = {
  summary: 'the bundles and the cold starts of the functions, against textbook functions',
  async run({ rounds = defaultRounds }) {
    const aws = await startFakeAws();
    const { folder, comparisons } = await createComparisons(aws.origin);
    try {
      const starts: ColdStart[] = [];
      for (const comparison of comparisons) {
        starts.push(await measureColdStart(comparison, rounds));
      }
      return {
        title: 'Cold starts',
        goals: [...sizeGoals(await measureSizes()), ...starts.flatMap(goalsOf)],
        tables: starts.map(tableOf),
        notes: [
          `Medians of ${rounds} rounds. Each call has a new process under Lambda's runtime client, and ends with the first response.`,
        ],
      };
    } finally {
      aws.close();
      rmSync(folder, { recursive: true });
    }
  },
};
