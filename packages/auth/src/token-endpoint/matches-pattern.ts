/** Whether a value is a string that matches the pattern. */
export const matchesPattern = (value: unknown, pattern: RegExp): value is string =>
  typeof value === 'string' && pattern.test(value);
