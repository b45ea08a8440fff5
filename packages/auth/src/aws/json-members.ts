import { AuthError } from '../errors/auth-error.ts';

/** Members that JSON cannot represent, by name, at any depth. */
export type JsonMembers = {
  /** Seconds since the epoch in JSON, a `Date` in JavaScript. */
  readonly dates?: readonly string[];
  /** Base64 in JSON, bytes in JavaScript. */
  readonly bytes?: readonly string[];
};

/** What a service sent, with dates and bytes. Undefined for anything but an object. */
export const parseJson = (
  body: string,
  { dates = [], bytes = [] }: JsonMembers = {},
): Readonly<Record<string, unknown>> | undefined => {
  const revive = (name: string, value: unknown): unknown => {
    if (dates.includes(name) && typeof value === 'number') {
      return new Date(Math.round(value * 1_000));
    }
    if (bytes.includes(name) && typeof value === 'string') {
      return Uint8Array.from(Buffer.from(value, 'base64'));
    }
    return value;
  };
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body, revive);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const withBytes = function (
  this: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): unknown {
  // A Buffer is already another object here: it has its own form in JSON.
  const given = this[name];
  return given instanceof Uint8Array ? Buffer.from(given).toString('base64') : value;
};

/** An input as a service expects it: bytes are in Base64. Throws `REQUEST_INVALID` for an input that JSON cannot represent. */
export const toJson = (input: object): string => {
  try {
    const text: unknown = JSON.stringify(input, withBytes);
    if (typeof text === 'string' && text.startsWith('{')) return text;
  } catch {
    // A circle, a bigint, a depth without end, or a getter that throws.
  }
  throw new AuthError('REQUEST_INVALID', 'the input of the command must be a JSON object');
};
