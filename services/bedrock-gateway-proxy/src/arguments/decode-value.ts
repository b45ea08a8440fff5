import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import type { ValueType } from '../action-group/action-group-event.ts';

/** A value of the declared type, or a description of the expected value. */
export type Decoded = { readonly value: unknown } | { readonly expected: string };

const parseJson = (text: string): Decoded => {
  try {
    return { value: parseBoundedJson(text) };
  } catch {
    return { expected: 'JSON text' };
  }
};

const jsonNumber = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/;

const decodeNumber = (text: string): Decoded => {
  const value = jsonNumber.test(text) ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? { value } : { expected: 'a number in decimal digits' };
};

const decodeInteger = (text: string): Decoded => {
  const value = jsonNumber.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? { value } : { expected: 'a whole number' };
};

const decodeBoolean = (text: string): Decoded =>
  text === 'true' || text === 'false'
    ? { value: text === 'true' }
    : { expected: "'true' or 'false'" };

const arrayExpectation = { expected: 'an array as JSON text' };

/**
 * Agents also send arrays without quotes, such as `[a, b]`, and objects in the format of Java's
 * `toString`. Such an array can be split only if its items are scalars.
 * https://github.com/aws-powertools/powertools-lambda-typescript/issues/3710
 */
const decodeBareArray = (text: string): Decoded => {
  const inner = /^\[([^[\]{}"]*)\]$/.exec(text.trim())?.[1];
  if (inner === undefined) return arrayExpectation;
  const items = inner.split(',').map((item) => item.trim());
  return items.includes('') ? arrayExpectation : { value: items };
};

const decodeArray = (text: string): Decoded => {
  const decoded = parseJson(text);
  if ('expected' in decoded) return decodeBareArray(text);
  return Array.isArray(decoded.value) ? decoded : arrayExpectation;
};

const decodeObject = (text: string): Decoded => {
  const decoded = parseJson(text);
  const isObject =
    'value' in decoded &&
    typeof decoded.value === 'object' &&
    decoded.value !== null &&
    !Array.isArray(decoded.value);
  return isObject ? decoded : { expected: 'an object as JSON text' };
};

const decoders: Readonly<Record<ValueType, (text: string) => Decoded>> = {
  string: (text) => ({ value: text }),
  number: decodeNumber,
  integer: decodeInteger,
  boolean: decodeBoolean,
  array: decodeArray,
  object: decodeObject,
};

/** Decodes a parameter's text by the type that the agent's schema declares. */
export const decodeValue = (type: ValueType, text: string): Decoded => decoders[type](text);

/** Decodes an array or object that the agent's schema declares as a string with JSON text. */
export const decodeJsonText = parseJson;
