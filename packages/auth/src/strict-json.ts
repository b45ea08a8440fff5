const strings = /"(?:[^"\\]|\\.)*"/g;

/**
 * Parses a JSON object in which no object repeats a key: of two equal ones two readers may each
 * believe another (RFC 8259 section 4). `undefined` for anything else.
 */
export const parseStrictObject = (json: string): Record<string, unknown> | undefined => {
  let kept = 0;
  try {
    const value: Record<string, unknown> = JSON.parse(json, function (_key, entry: unknown) {
      if (!Array.isArray(this)) kept += 1;
      return entry;
    });
    // The reviver was called once for each key that was kept, and once for the whole.
    const isUnique = json.replace(strings, '').split(':').length === kept;
    return isUnique && /^\s*\{/.test(json) ? value : undefined;
  } catch {
    return undefined;
  }
};
