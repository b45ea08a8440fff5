/** The time of day, in milliseconds since the epoch. Injected wherever time decides something. */
export type Clock = { now(): number };

export const systemClock: Clock = { now: () => Date.now() };
