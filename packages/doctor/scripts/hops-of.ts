import type { HopNumber } from '@hopwise/contracts/hops';

/** Hop numbers as a list for a person, for instance `2, 5 or 7`. */
export const hopsOf = (hops: readonly HopNumber[]): string =>
  hops.join(', ').replace(/, (\d)$/, ' or $1');
