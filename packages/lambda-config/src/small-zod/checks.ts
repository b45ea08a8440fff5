import type { Check, Reading } from './schema.ts';

type Fields = { readonly code: string; readonly [field: string]: unknown };

const check = (isRight: (value: unknown) => boolean, issue: (value: unknown) => Fields): Check => ({
  run({ value, issues }) {
    if (isRight(value)) return;
    issues.push({ ...issue(value), path: [], continue: true });
  },
});

const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 0;

const originOf = (value: unknown): string => (Array.isArray(value) ? 'array' : 'string');

export const minLength = (minimum: number): Check => ({
  ...check(
    (value) => lengthOf(value) >= minimum,
    (value) => ({ code: 'too_small', origin: originOf(value), minimum, inclusive: true }),
  ),
  isOfLength: true,
});

export const maxLength = (maximum: number): Check => ({
  ...check(
    (value) => lengthOf(value) <= maximum,
    (value) => ({ code: 'too_big', origin: originOf(value), maximum, inclusive: true }),
  ),
  isOfLength: true,
  isCap: true,
});

export const gte = (minimum: number): Check =>
  check(
    (value) => Number(value) >= minimum,
    () => ({ code: 'too_small', origin: 'number', minimum, inclusive: true }),
  );

export const lte = (maximum: number): Check =>
  check(
    (value) => Number(value) <= maximum,
    () => ({ code: 'too_big', origin: 'number', maximum, inclusive: true }),
  );

export const regex = (pattern: RegExp): Check =>
  check(
    (value) => {
      pattern.lastIndex = 0;
      return pattern.test(String(value));
    },
    () => ({ code: 'invalid_format', origin: 'string', format: 'regex', pattern: `${pattern}` }),
  );

export const refine = (isRight: (value: unknown) => unknown): Check =>
  check(
    (value) => Boolean(isRight(value)),
    () => ({ code: 'custom' }),
  );

/** A description is for the generated schemas, which use zod. */
export const describe = (): Check => ({ run: () => undefined });

/** A whole number within the range in which numbers are exact. */
export const wholeNumber: Check = {
  run({ value, issues }: Reading) {
    const number = Number(value);
    if (!Number.isInteger(number)) {
      const fields = { code: 'invalid_type', expected: 'int', format: 'safeint' };
      issues.push({ ...fields, path: [], continue: false });
    } else if (!Number.isSafeInteger(number)) {
      const [code, limit] =
        number > 0
          ? ['too_big', { maximum: Number.MAX_SAFE_INTEGER }]
          : ['too_small', { minimum: Number.MIN_SAFE_INTEGER }];
      issues.push({
        code: `${code}`,
        origin: 'int',
        ...Object(limit),
        inclusive: true,
        path: [],
        continue: true,
      });
    }
  },
};

/** A URL of one of the protocols. White space around it is removed. */
export const urlWith = (protocol: RegExp): Check => ({
  run(reading: Reading) {
    const trimmed = String(reading.value).trim();
    const url = URL.parse(trimmed);
    const isWebUrl = protocol.source !== '^https?$' || /^https?:\/\//i.test(trimmed);
    const fields = { code: 'invalid_format', format: 'url', path: [], continue: true };
    if (url === null || !isWebUrl) {
      reading.issues.push({ ...fields });
      return;
    }
    if (!protocol.test(url.protocol.slice(0, -1))) {
      reading.issues.push({ ...fields, pattern: protocol.source });
    }
    reading.value = trimmed.replaceAll(/[\t\n\r]/g, '');
  },
});
