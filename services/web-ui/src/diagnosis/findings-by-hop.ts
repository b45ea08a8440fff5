import type { DoctorReport, Finding } from '@hopwise/contracts/finding';

export type FindingsByHop = ReadonlyMap<number, readonly Finding[]>;

/** Adds a report to the known findings. A report on all hops replaces everything. */
export const withReport = (
  known: FindingsByHop,
  { findings }: DoctorReport,
  hop: number | undefined,
): FindingsByHop => {
  if (hop !== undefined) return new Map(known).set(hop, findings);
  const byHop = Map.groupBy(findings, (finding) => finding.hop ?? 0);
  byHop.delete(0);
  return byHop;
};
