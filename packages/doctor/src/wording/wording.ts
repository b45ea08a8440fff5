import type { FindingSeverity } from '@hopwise/contracts/finding';

type Text<Facts> = string | ((facts: Facts) => string);

/** How one code is put into words. */
export type Wording<Facts> = {
  readonly severity: FindingSeverity;
  readonly observed: Text<Facts>;
  readonly expected: Text<Facts>;
  readonly cure: Text<Facts>;
};

/** A text with its facts filled in. */
export const fill = <Facts>(text: Text<Facts>, facts: Facts): string =>
  typeof text === 'string' ? text : text(facts);

/** `, perhaps meant X`, where a near name is known. */
export const perhaps = (nearest: string | undefined): string =>
  nearest === undefined ? '' : ` Perhaps ${nearest} is meant.`;
