/** Questions through all hops of the local stack. The packages of benchmarks import no stack, so it runs as a program. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Benchmark } from '../../src/benchmark.ts';
import { figure } from '../../src/report.ts';

const script = resolve(import.meta.dirname, '../../../local-stack/bench/chain.ts');

const questionsOfRound = 5;
const defaultRounds = 8;

/** What the program writes. */
type Chain = {
  readonly questions: number;
  readonly wrong: number;
  readonly fewestHops: number;
  readonly cacheMisses: number;
  readonly stackCpuMs: number;
  readonly functionsCpuMs: number;
  readonly bareCpuMs: number;
};

const measure = async (questions: number): Promise<Chain> => {
  const child = spawn(process.execPath, [script, String(questions)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [output, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code !== 0) throw new Error(`${script} failed (exit ${code}).`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Chain;
};

export const chain: Benchmark = {
  summary:
    'questions through all seven hops of the local stack, against a chain that checks nothing',
  async run({ rounds = defaultRounds }) {
    const { bareCpuMs, ...measured } = await measure(rounds * questionsOfRound);
    const row = (name: string, cpuMs: number) => [
      name,
      figure(cpuMs),
      (cpuMs / bareCpuMs).toFixed(1),
    ];
    return {
      title: 'The chain',
      goals: [
        { id: 'chain', name: 'wrong answers', value: measured.wrong, goal: 0 },
        {
          id: 'chain',
          name: 'allowed hops of a question, at least',
          value: measured.fewestHops,
          goal: 7,
          isAtLeast: true,
        },
        {
          id: 'chain',
          name: 'token requests after the first',
          value: measured.cacheMisses,
          goal: 0,
        },
      ],
      tables: [
        {
          heading: 'Processor time of a question',
          head: ['', 'CPU ms', '×'],
          rows: [
            row('seven servers that check nothing, with their client', bareCpuMs),
            row('the functions', measured.functionsCpuMs),
            row(
              'the local stack: API Gateway, agent, gateway and AWS services',
              measured.stackCpuMs,
            ),
          ],
        },
      ],
      notes: [
        `${measured.questions} warm questions, one after the other. Each one calls one tool.`,
      ],
    };
  },
};
