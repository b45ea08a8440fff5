import type { Asked } from '../ask-once.ts';

type Period = { readonly fromMs: number; toMs: number };

/** The periods in which a question can fail. */
export type Disturbances = {
  readonly count: number;
  /** Questions that overlap with this work can fail. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** Whether a question overlaps with a disturbance. */
  touch(asked: Pick<Asked, 'startedAtMs' | 'endedAtMs'>): boolean;
};

export const createDisturbances = (nowMs = () => performance.now()): Disturbances => {
  const periods: Period[] = [];
  return {
    get count() {
      return periods.length;
    },
    async during(work) {
      const period = { fromMs: nowMs(), toMs: Number.POSITIVE_INFINITY };
      periods.push(period);
      try {
        return await work();
      } finally {
        period.toMs = nowMs();
      }
    },
    touch: ({ startedAtMs, endedAtMs }) =>
      periods.some(({ fromMs, toMs }) => startedAtMs <= toMs && endedAtMs >= fromMs),
  };
};
