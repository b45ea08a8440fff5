import type { Finding } from './finding.ts';

const dayMs = 86_400_000;

/** The time some days before another one, in milliseconds since the epoch. */
export const daysBefore = (nowMs: number, days: number): number => nowMs - days * dayMs;

/** When the service first reported a finding, in milliseconds since the epoch. `NaN` if it does not say so. */
export const firstSeenMs = ({ firstSeenAt }: Finding): number => Date.parse(firstSeenAt);
