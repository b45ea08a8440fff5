/** Condition keys in lower case with their values. A key without values is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** The values of a condition key. Key names are not case-sensitive. */
export const valuesOf = (context: RequestContext, key: string): readonly string[] =>
  context.get(key.toLowerCase()) ?? [];

/** Merges condition keys. A later value replaces an earlier one. */
export const createRequestContext = (
  ...entries: readonly Readonly<Record<string, string | readonly string[]>>[]
): RequestContext =>
  new Map(
    entries
      .flatMap((entry) => Object.entries(entry))
      .map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
