const epochClaims = new Set(['exp', 'iat']);

/** For instance `Fri May 25 19:27:57 UTC 2018`. */
const javaDate = (epochSeconds: number): string => {
  const [weekday, day, month, year, time] = new Date(epochSeconds * 1000)
    .toUTCString()
    .replace(',', '')
    .split(' ');
  return `${weekday} ${month} ${day} ${time} UTC ${year}`;
};

const claimText = (name: string, value: unknown): string => {
  if (epochClaims.has(name) && typeof value === 'number') return javaDate(value);
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

/**
 * Converts claims to the form that a REST API passes to a function: all strings, lists joined by commas,
 * times as dates.
 */
export const authorizerClaims = (
  claims: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, claimText(name, value)]));
