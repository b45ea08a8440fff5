const lexemes = /"(?:[^"\\]|\\.)*"|[{}[\]:]/g;

/** Keys of the outermost object of a valid JSON text, in order and as often as they occur. */
const outermostKeys = (json: string): string[] => {
  const keys: string[] = [];
  let depth = 0;
  let lastString = '';
  for (const [lexeme] of json.matchAll(lexemes)) {
    if (lexeme === '{' || lexeme === '[') depth += 1;
    else if (lexeme === '}' || lexeme === ']') depth -= 1;
    else if (lexeme !== ':') lastString = lexeme;
    else if (depth === 1) keys.push(String(JSON.parse(lastString)));
  }
  return keys;
};

/**
 * Parses a JSON object whose outermost keys are unique: of two equal ones two readers may each
 * believe another (RFC 8259 section 4). `undefined` for anything else.
 */
export const parseStrictObject = (json: string): Record<string, unknown> | undefined => {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    const keys = outermostKeys(json);
    return new Set(keys).size === keys.length ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};
