import { isMissed } from '@hopwise/benchmark/report';
import { describe, expect, it } from '@jest/globals';
import { goalsOf, type Observed } from './verdict.ts';

const usage = {
  environments: 12,
  processes: 12,
  /** The watchdog is one of them. */
  children: 13,
  descriptors: 150,
  residentMb: 400,
  heapMb: 80,
};
const none = { ...usage, environments: 0, processes: 0, children: 1, descriptors: 60 };

const right = {
  outcome: 'right',
  isForeign: false,
  isDisturbed: false,
  sessionId: 'a.1',
  startedAtMs: 0,
  endedAtMs: 1,
};

const good: Observed = {
  minutes: 30,
  clients: 32,
  asked: Array(2_000).fill(right),
  faultsMissed: [],
  mostEnvironments: 80,
  samples: Array(100).fill(usage),
  start: none,
  left: none,
};

const missed = (change: Partial<Observed>): readonly string[] =>
  goalsOf({ ...good, ...change })
    .filter(isMissed)
    .map(({ name }) => name);

const withSample = (change: Partial<typeof usage>) => ({
  samples: [...good.samples, { ...usage, ...change }],
});

const withAnswers = (count: number, change: object) => ({
  asked: [...good.asked, ...Array(count).fill({ ...right, ...change })],
});

describe('the verdict of a soak', () => {
  it('misses no goal after a good run', () => {
    expect(missed({})).toEqual([]);
  });

  it.each<[string, Partial<Observed>]>([
    ['right answers of undisturbed questions', withAnswers(3, { outcome: '502' })],
    ['right answers of undisturbed questions', { asked: [] }],
    ['answers of another turn or session', withAnswers(1, { isForeign: true })],
    ['faults that were never on', { faultsMissed: ['issuer-slow'] }],
    ['most execution environments', withSample({ environments: 81 })],
    ['most processes without an environment', withSample({ processes: 13, children: 14 })],
    ['most child processes that the stack does not count', withSample({ children: 14 })],
    ['most descriptors above the start', withSample({ descriptors: 2_000 })],
    ['execution environments', { left: { ...none, environments: 1 } }],
    ['child processes', { left: { ...none, children: 2 } }],
    ['descriptors above the start', { left: { ...none, descriptors: 61 } }],
    [
      'memory of the last tenth, × the second tenth',
      {
        samples: Array.from({ length: 100 }, (_, index) => ({ ...usage, residentMb: 400 + index })),
      },
    ],
  ])('misses the goal: %s', (name, change) => {
    expect(missed(change)).toEqual([name]);
  });

  it('allows a wrong answer of a question that met a fault', () => {
    expect(missed(withAnswers(500, { outcome: '502', isDisturbed: true }))).toEqual([]);
  });

  it('misses the goals of the end when the stack does not answer any more', () => {
    expect(missed({ left: undefined })).toEqual([
      'execution environments',
      'child processes',
      'descriptors above the start',
    ]);
  });
});
