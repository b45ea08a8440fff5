const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

const units = [
  [dayMs, 'day'],
  [hourMs, 'hour'],
  [minuteMs, 'minute'],
] as const;

/** Formats the age in its largest whole unit. Empty for an invalid time. */
export const ageText = (at: string, nowMs: number): string => {
  const ageMs = nowMs - Date.parse(at);
  if (Number.isNaN(ageMs)) return '';
  for (const [unitMs, unit] of units) {
    const count = Math.floor(ageMs / unitMs);
    if (count >= 1) return `${count} ${unit}${count === 1 ? '' : 's'}`;
  }
  return 'now';
};

/** Upper bounds in days with their labels. */
const buckets = [
  [1, 'Up to 1 day'],
  [7, 'Up to 7 days'],
  [30, 'Up to 30 days'],
  [90, 'Up to 90 days'],
  [Number.POSITIVE_INFINITY, 'Older'],
] as const;

export const ageBuckets: readonly string[] = buckets.map(([, name]) => name);

/** Returns the label of the age. An invalid time counts as older. */
export const ageBucket = (at: string, nowMs: number): string => {
  const days = (nowMs - Date.parse(at)) / dayMs;
  return buckets.find(([limit]) => days <= limit)?.[1] ?? 'Older';
};
