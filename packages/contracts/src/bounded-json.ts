/**
 * How many lists and objects can be inside each other in JSON from outside. A walk over deeper values can end in an
 * overflow of the call stack. No template, policy, event or tool result of AWS comes near it.
 */
export const maxNesting = 200;

/** Whether a value has more levels of lists and objects than walks over it can take. */
export const isTooDeep = (value: unknown): boolean => {
  // A set, because several members can be the same object.
  let level = objectsIn([value]);
  for (let depth = 0; level.size > 0; depth += 1) {
    if (depth >= maxNesting) return true;
    level = objectsIn([...level].flatMap((one) => Object.values(one)));
  }
  return false;
};

const objectsIn = (values: readonly unknown[]): ReadonlySet<object> =>
  new Set(values.filter((one): one is object => typeof one === 'object' && one !== null));

/** The JSON is nested too deeply. */
class NestingError extends SyntaxError {
  override readonly name = 'NestingError';
}

/**
 * Parses JSON from outside.
 *
 * @throws SyntaxError for text that is not JSON, or that is nested deeper than `maxNesting`
 */
export const parseBoundedJson = (text: string): unknown => {
  const value: unknown = JSON.parse(text);
  if (!isTooDeep(value)) return value;
  throw new NestingError(`The JSON is nested deeper than ${maxNesting} levels.`);
};

/** Why `parseBoundedJson` threw, as the end of a sentence about the text. */
export const jsonProblem = (error: unknown): string =>
  error instanceof NestingError ? `is nested deeper than ${maxNesting} levels` : 'is not JSON';
