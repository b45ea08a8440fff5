/** A JSON string. The group matches if the string is a key. */
const stringOrKey = /"(?:[^"\\]|\\.)*"(\s*:)?/g;

const countKeys = (json: string): number =>
  [...json.matchAll(stringOrKey)].filter(([, colon]) => colon).length;

/**
 * Parses a JSON object in which no object repeats a key. Of a repeated key, two parsers may read different
 * values (RFC 8259 section 4). Returns `undefined` for any other text.
 */
export const parseStrictObject = (json: string): Record<string, unknown> | undefined => {
  try {
    const value: Record<string, unknown> = JSON.parse(json);
    // `JSON.parse` drops all but the last of equal keys.
    const hasUniqueKeys = countKeys(json) === countKeys(JSON.stringify(value));
    // Without a prototype, so that a polluted one adds no claim and no field.
    return hasUniqueKeys && /^\s*\{/.test(json) ? { __proto__: null, ...value } : undefined;
  } catch {
    return undefined;
  }
};
