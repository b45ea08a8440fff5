/** The part of the run's time in which each fault is on. */
export const faultShare = 0.01;

/** A fault is on for about this long at a time, so that questions meet it from their start to their end. */
const periodMs = 6_000;

export type FaultPeriod<Fault> = {
  readonly fault: Fault;
  /** Milliseconds after the start of the run. */
  readonly atMs: number;
  readonly lengthMs: number;
};

type Run = { readonly runMs: number; readonly random: () => number };

/**
 * Spreads the periods of each fault over the run, in random places. Each fault is on for one percent of the time,
 * independently of the others, so that several can be on at once. The same fault never overlaps itself.
 */
export const timetableOf = <Fault>(
  faults: readonly Fault[],
  { runMs, random }: Run,
): readonly FaultPeriod<Fault>[] => {
  const totalMs = runMs * faultShare;
  const count = Math.max(1, Math.round(totalMs / periodMs));
  const lengthMs = totalMs / count;
  const slotMs = runMs / count;
  return faults
    .flatMap((fault) =>
      Array.from({ length: count }, (_, slot) => ({
        fault,
        atMs: slot * slotMs + random() * (slotMs - lengthMs),
        lengthMs,
      })),
    )
    .toSorted((a, b) => a.atMs - b.atMs);
};
