import type { Goal } from '@hopwise/benchmark/report';
import { median } from '@hopwise/benchmark/statistics';
import type { Asked } from '../ask-once.ts';
import type { Usage } from '../stack-process.ts';

/** A shorter run has too few samples, and the records of decisions, turns and logs fill during its first minutes. */
const minutesOfMemoryGoal = 20;

/** The child process that outlives the stack, and kills what it leaves. */
export const watchdogs = 1;

/** A pipe or a socket for each stream of a runtime process, and for its calls of the stack. */
const descriptorsPerEnvironment = 16;
/** A client's connection, and those of its turn between the services. */
const descriptorsPerClient = 16;

export type Observed = {
  readonly minutes: number;
  readonly clients: number;
  readonly asked: readonly (Asked & { readonly isDisturbed: boolean })[];
  /** Names of the faults that were never on. */
  readonly faultsMissed: readonly string[];
  readonly mostEnvironments: number;
  /** What existed each second. */
  readonly samples: readonly Usage[];
  /** Before the first client, with cold functions. */
  readonly start: Usage;
  /** After the last client, with cold functions. Undefined if the stack does not answer any more. */
  readonly left: Usage | undefined;
};

const most = (values: readonly number[]): number => values.reduce((a, b) => Math.max(a, b), 0);

/** The median memory of the last tenth of the run, as a multiple of that in the second tenth. */
export const memoryGrowth = (samples: readonly Pick<Usage, 'residentMb'>[]): number => {
  const memory = samples.map(({ residentMb }) => residentMb);
  const tenth = Math.floor(memory.length / 10);
  return median(memory.slice(-tenth)) / median(memory.slice(tenth, 2 * tenth));
};

const none = (id: string, name: string, value: number): Goal => ({ id, name, value, goal: 0 });

const duringTheRun = ({ samples, start, clients, mostEnvironments }: Observed): Goal[] => [
  {
    id: 'pools',
    name: 'most execution environments',
    value: most(samples.map(({ environments }) => environments)),
    goal: mostEnvironments,
  },
  none(
    'pools',
    'most processes without an environment',
    most(samples.map(({ processes, environments }) => processes - environments)),
  ),
  none(
    'pools',
    'most child processes that the stack does not count',
    most(samples.map(({ children, processes }) => children - processes)) - watchdogs,
  ),
  {
    id: 'pools',
    name: 'most descriptors above the start',
    value: most(samples.map(({ descriptors }) => descriptors)) - start.descriptors,
    goal: descriptorsPerEnvironment * mostEnvironments + descriptorsPerClient * clients,
  },
];

const atTheEnd = ({ left, start }: Observed): Goal[] => {
  const { NaN: unknown } = Number;
  return [
    none('left', 'execution environments', left?.environments ?? unknown),
    none('left', 'child processes', (left?.children ?? unknown) - watchdogs),
    none('left', 'descriptors above the start', (left?.descriptors ?? unknown) - start.descriptors),
  ];
};

/** The goals of a soak. A value that could not be measured misses its goal. */
export const goalsOf = (observed: Observed): readonly Goal[] => {
  const { minutes, asked, faultsMissed, samples } = observed;
  const undisturbed = asked.filter(({ isDisturbed }) => !isDisturbed);
  const right = undisturbed.filter(({ outcome }) => outcome === 'right').length;
  const share = right / undisturbed.length;
  return [
    {
      id: 'right',
      name: 'right answers of undisturbed questions',
      value: share,
      goal: 0.999,
      isAtLeast: true,
    },
    none(
      'turns',
      'answers of another turn or session',
      asked.filter(({ isForeign }) => isForeign).length,
    ),
    none('faults', 'faults that were never on', faultsMissed.length),
    ...duringTheRun(observed),
    ...atTheEnd(observed),
    ...(minutes < minutesOfMemoryGoal
      ? []
      : [
          {
            id: 'memory',
            name: 'memory of the last tenth, × the second tenth',
            value: memoryGrowth(samples),
            goal: 1.05,
          },
        ]),
  ];
};
