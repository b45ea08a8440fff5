import { type PolicyLocation, PolicyParseError } from './policy-parse-error.ts';

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Reads one string or a list of strings. Throws a `PolicyParseError`. */
export const stringsOf = (value: unknown, where: PolicyLocation): readonly string[] => {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) throw new PolicyParseError(where, 'is empty');
  return list.map((one) => {
    if (typeof one === 'string') return one;
    throw new PolicyParseError(where, `contains ${typeof one}, expected strings`);
  });
};
