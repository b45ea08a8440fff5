import { AuthError } from '../errors/auth-error.ts';

/** Members that JSON cannot represent, by name, at any depth. */
export type JsonMembers = {
  /** Seconds since the epoch in JSON, a `Date` in JavaScript. */
  readonly dates?: readonly string[];
  /** ISO 8601 in JSON, a `Date` in JavaScript. */
  readonly isoDates?: readonly string[];
  /** Base64 in JSON, bytes in JavaScript. */
  readonly bytes?: readonly string[];
  /** The names of members start with a small letter in JSON, and with a capital one in JavaScript. */
  readonly isCapitalized?: boolean;
  /** Names in JavaScript that have another form, by their names in JSON. */
  readonly names?: Readonly<Record<string, string>>;
};

const changeStart = (name: string, change: (start: string) => string): string =>
  `${change(name.slice(0, 1))}${name.slice(1)}`;

const capital = (name: string): string => changeStart(name, (start) => start.toUpperCase());

const small = (name: string): string => changeStart(name, (start) => start.toLowerCase());

/** The members of an object under other names. Lists and other values stay as they are. */
const renamed = (value: unknown, rename: (name: string) => string): unknown =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).map(([name, member]) => [rename(name), member]))
    : value;

const noNames: Readonly<Record<string, string>> = Object.create(null);

/** What a service sent, with dates and bytes. Undefined for anything but an object. */
export const parseJson = (
  body: string,
  {
    dates = [],
    isoDates = [],
    bytes = [],
    isCapitalized = false,
    names = noNames,
  }: JsonMembers = {},
): Readonly<Record<string, unknown>> | undefined => {
  const nameOf = (given: string): string =>
    names[given] ?? (isCapitalized ? capital(given) : given);
  const revive = (given: string, value: unknown): unknown => {
    const name = nameOf(given);
    if (dates.includes(name) && typeof value === 'number') {
      return new Date(Math.round(value * 1_000));
    }
    if (isoDates.includes(name) && typeof value === 'string') return new Date(value);
    if (bytes.includes(name) && typeof value === 'string') {
      return Uint8Array.from(Buffer.from(value, 'base64'));
    }
    return isCapitalized ? renamed(value, nameOf) : value;
  };
  try {
    const value: unknown = JSON.parse(body === '' ? '{}' : body, revive);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? { ...value } : undefined;
  } catch {
    return undefined;
  }
};

const withBytesAndDates = function (
  this: Readonly<Record<string, unknown>>,
  name: string,
  value: unknown,
): unknown {
  // A Buffer or a Date is already another value here: it has its own form in JSON.
  const given = this[name];
  if (given instanceof Uint8Array) return Buffer.from(given).toString('base64');
  return given instanceof Date ? given.getTime() / 1_000 : value;
};

/**
 * An input as a service expects it: bytes are in Base64, and dates are seconds. Throws `REQUEST_INVALID` for an input that JSON cannot
 * represent.
 */
export const toJson = (input: object, { isCapitalized = false }: JsonMembers = {}): string => {
  try {
    const text: unknown = JSON.stringify(input, function (this: object, name, value: unknown) {
      const encoded = Reflect.apply(withBytesAndDates, this, [name, value]);
      return isCapitalized ? renamed(encoded, small) : encoded;
    });
    if (typeof text === 'string' && text.startsWith('{')) return text;
  } catch {
    // A circle, a bigint, a depth without end, or a getter that throws.
  }
  throw new AuthError('REQUEST_INVALID', 'the input of the command must be a JSON object');
};
