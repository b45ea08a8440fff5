import { loadavg } from 'node:os';
import { figure } from '@hopwise/benchmark/report';
import type { Asked } from '../ask-once.ts';
import type { Usage } from '../stack-process.ts';
import type { Disturbances } from './disturbances.ts';
import type { Signals } from './signal-processes.ts';
import type { FaultTimes } from './switch-faults.ts';
import { memoryGrowth, type Observed } from './verdict.ts';

type Now = {
  readonly elapsedMs: number;
  readonly asked: readonly Asked[];
  readonly disturbances: Disturbances;
  readonly usage: Usage;
};

const usageOf = ({ environments, processes, descriptors, residentMb, heapMb }: Usage): string =>
  `${environments} environments, ${processes} processes, ${descriptors} descriptors, ${figure(residentMb)} MB (${figure(heapMb)} MB of objects)`;

/** One line about a run that is not over yet. */
export const progressOf = ({ elapsedMs, asked, disturbances, usage }: Now): string => {
  const undisturbed = asked.filter((one) => !disturbances.touch(one));
  const wrong = undisturbed.filter(({ outcome }) => outcome !== 'right').length;
  return `${(elapsedMs / 60_000).toFixed(1)} min: ${asked.length} questions, ${undisturbed.length} undisturbed, ${wrong} of them wrong; ${usageOf(usage)}; load ${figure(loadavg()[0] ?? 0)}.`;
};

const percent = (share: number): string => `${(100 * share).toFixed(2)} %`;

const faultNote = ({ onMs, mostAtOnce }: FaultTimes, elapsedMs: number): string => {
  const shares = [...onMs.values()].map((ms) => ms / elapsedMs);
  return `${onMs.size} faults were on for ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))} of the time, at most ${mostAtOnce} at once.`;
};

type Soak = {
  readonly times: FaultTimes;
  readonly signals: Signals;
  readonly startedAtMs: number;
};

/** Sentences about a run that is over, and the outcomes of undisturbed questions that are wrong. */
export const notesOf = (observed: Observed, soak: Soak): readonly string[] => {
  const { minutes, asked, samples, faultsMissed } = observed;
  const undisturbed = asked.filter(({ isDisturbed }) => !isDisturbed);
  const wrong = new Map<string, number>();
  for (const { outcome } of undisturbed) {
    if (outcome !== 'right') wrong.set(outcome, (wrong.get(outcome) ?? 0) + 1);
  }
  const { stops, kills } = soak.signals;
  const last = samples.at(-1);
  return [
    `${asked.length} questions, ${figure(asked.length / minutes / 60)} a second, ${undisturbed.length} undisturbed.`,
    faultNote(soak.times, minutes * 60_000),
    ...(faultsMissed.length > 0 ? [`Never on: ${faultsMissed.join(', ')}.`] : []),
    `Processes were stopped ${stops} times and killed ${kills} times.`,
    ...(last
      ? [
          `At the end: ${usageOf(last)}. Memory: ${figure(memoryGrowth(samples))} × the second tenth.`,
        ]
      : []),
    ...[...wrong].map(([outcome, count]) => `${count} × ${outcome}`),
  ];
};
