/** Condition keys in lower case and their values; a key without values is absent. */
export type RequestContext = ReadonlyMap<string, readonly string[]>;

/** Values of a condition key, whose name is not case-sensitive. */
export const valuesOf = (context: RequestContext, key: string): readonly string[] =>
  context.get(key.toLowerCase()) ?? [];

/** Later entries win over earlier ones of the same name. */
export const createRequestContext = (
  ...entries: readonly Readonly<Record<string, string | readonly string[]>>[]
): RequestContext =>
  new Map(
    entries
      .flatMap((entry) => Object.entries(entry))
      .map(([key, value]) => [key.toLowerCase(), typeof value === 'string' ? [value] : value]),
  );
