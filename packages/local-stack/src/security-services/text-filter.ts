import type { AttributeValue } from './attribute-values.ts';

export type TextFilter = {
  readonly comparison: string | undefined;
  readonly value: string | undefined;
};

type Comparison = {
  /** A negative comparison must hold for every value, a positive one for at least one. */
  readonly negative: boolean;
  readonly holds: (actual: string, wanted: string) => boolean;
};

const isEqual = (actual: string, wanted: string): boolean => actual === wanted;
const begins = (actual: string, wanted: string): boolean => actual.startsWith(wanted);
const contains = (actual: string, wanted: string): boolean => actual.includes(wanted);

const comparisons: Readonly<Record<string, Comparison>> = {
  EQUALS: { negative: false, holds: isEqual },
  PREFIX: { negative: false, holds: begins },
  CONTAINS: { negative: false, holds: contains },
  NOT_EQUALS: { negative: true, holds: isEqual },
  PREFIX_NOT_EQUALS: { negative: true, holds: begins },
  NOT_CONTAINS: { negative: true, holds: contains },
};

/**
 * A test of one attribute's values. As on AWS, at least one positive filter and all negative filters must match.
 * `unsupported` creates the error for an unknown comparison.
 */
export const textTest = (
  filters: readonly TextFilter[],
  unsupported: (comparison: string) => Error,
): ((values: readonly AttributeValue[]) => boolean) => {
  const tests = filters.map(({ comparison = '', value = '' }) => {
    const known = comparisons[comparison];
    if (!known) throw unsupported(`comparison "${comparison}"`);
    return { ...known, wanted: value };
  });
  const positive = tests.filter(({ negative }) => !negative);
  const negative = tests.filter((test) => test.negative);
  return (values) => {
    const found = ({ holds, wanted }: (typeof tests)[number]): boolean =>
      values.some((actual) => holds(String(actual), wanted));
    return !negative.some(found) && (positive.length === 0 || positive.some(found));
  };
};
