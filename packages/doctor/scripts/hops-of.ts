import type { HopNumber } from '@hopwise/contracts/hops';
import type { CatalogueEntry } from '../src/catalogue/entries/catalogue-entry.ts';

/** Hop numbers as a list for a person, for instance `2, 5 or 7`. */
export const hopsOf = (hops: readonly HopNumber[]): string =>
  hops.join(', ').replace(/, (\d)$/, ' or $1');

/** `error`, or `error or warning` for a code whose occurrences differ. */
export const severityIn = ({
  severity,
  warningIf,
}: Pick<CatalogueEntry<never>, 'severity' | 'warningIf'>): string =>
  warningIf === undefined ? severity : `${severity} or warning`;
