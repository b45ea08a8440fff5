/** A value of a template with its lines, counted from 1. */
export type PlacedValue = {
  /** Intrinsic functions have their long form. */
  readonly value: unknown;
  /** The line on which the value begins, after its tag. */
  readonly line: number;
  /** The values of a map by their keys, as the text writes them. */
  readonly entries: ReadonlyMap<string, PlacedEntry> | undefined;
  /** The items of a list. */
  readonly items: readonly PlacedValue[] | undefined;
};

export type PlacedEntry = {
  /** The line of the key. */
  readonly line: number;
  readonly placed: PlacedValue;
};

/** Two equal keys of one object, with their lines in the text. */
export type RepeatedKey = {
  readonly key: string;
  readonly first: number;
  readonly second: number;
};
