import { describeMachine } from '@hopwise/benchmark/machine';
import {
  figure,
  type Goal,
  isMissed,
  printGoals,
  printHeading,
  printNote,
  printTable,
} from '@hopwise/benchmark/report';
import type { Timing } from '@hopwise/benchmark/rounds';
import { measureAwsCalls } from './aws-calls.ts';
import { measureGatewayCalls } from './gateway-calls.ts';
import { measureDecisions } from './iam-decisions.ts';

/** The additional processor time of a call in milliseconds, compared with the first call of its table. */
const addedCpuMs = (timing: Timing, [base]: readonly Timing[]): number =>
  (timing.cpuNs - (base?.cpuNs ?? Number.NaN)) / 1e6;

const decisions = (): Goal[] => {
  printHeading('One IAM decision');
  const timings = measureDecisions();
  printTable(
    ['', 'CPU µs'],
    timings.map(({ name, cpuUs }) => [name, figure(cpuUs)]),
  );
  // No role has fifty statements. That row only shows how the time grows.
  return timings
    .filter(({ name }) => !name.startsWith('fifty'))
    .map(({ name, cpuUs }) => ({ id: 'iam', name: `CPU µs, ${name}`, value: cpuUs, goal: 50 }));
};

const calls = async (
  heading: string,
  measure: () => Promise<readonly Timing[]>,
): Promise<Goal[]> => {
  printHeading(heading);
  const timings = await measure();
  printTable(
    ['', 'ms', 'CPU ms', 'added CPU ms', '×'],
    timings.map((timing) => [
      timing.name,
      figure(timing.ns / 1e6),
      figure(timing.cpuNs / 1e6),
      figure(addedCpuMs(timing, timings)),
      timing.ratio.toFixed(2),
    ]),
  );
  return timings.slice(1).map((timing) => ({
    id: 'call',
    name: `CPU ms added, ${timing.name}`,
    value: addedCpuMs(timing, timings),
    goal: 2,
  }));
};

printNote(describeMachine());
const goals = [
  ...decisions(),
  ...(await calls('A call of an AWS service', measureAwsCalls)),
  ...(await calls('A call of the gateway', measureGatewayCalls)),
];
printHeading('Goals');
printGoals(goals);
// Kept-alive connections would keep the process running.
process.exit(goals.some(isMissed) ? 1 : 0);
