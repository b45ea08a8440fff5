import type { NormalizedSchema } from '@smithy/core/schema';
import { SchemaMismatchError } from './operation-schema.ts';

/** Timestamp formats, by their number in a schema. */
const dateTimeFormat = 5;
const httpDateFormat = 6;

/** Converts a JSON scalar to the SDK's types. */
export const decodeScalar = (schema: NormalizedSchema, value: unknown, path: string): unknown => {
  if (schema.isTimestampSchema()) return decodeTimestamp(value, path);
  if (schema.isBlobSchema()) return decodeBlob(value, path);
  return checked(schema, value, path);
};

/** Converts a scalar of the SDK's types to JSON. */
export const encodeScalar = (schema: NormalizedSchema, value: unknown, path: string): unknown => {
  if (schema.isTimestampSchema()) return encodeTimestamp(schema.getSchema(), value, path);
  if (!schema.isBlobSchema()) return checked(schema, value, path);
  if (!(value instanceof Uint8Array)) throw new SchemaMismatchError(path, 'expected bytes');
  return Buffer.from(value).toString('base64');
};

/** Converts a path label or query parameter to the SDK's types. */
export const decodeText = (schema: NormalizedSchema, text: string, path: string): unknown => {
  if (schema.isNumericSchema()) {
    if (!/^-?\d+(\.\d+)?$/.test(text)) throw new SchemaMismatchError(path, 'expected a number');
    return Number(text);
  }
  if (schema.isBooleanSchema()) {
    if (text !== 'true' && text !== 'false') {
      throw new SchemaMismatchError(path, 'expected true or false');
    }
    return text === 'true';
  }
  return decodeScalar(schema, text, path);
};

const checked = (schema: NormalizedSchema, value: unknown, path: string): unknown => {
  const expected = typeOf(schema);
  const fits =
    expected === 'number' ? Number.isFinite(value) : expected !== '' && typeof value === expected;
  if (!fits) throw new SchemaMismatchError(path, `expected a ${expected || 'supported type'}`);
  return value;
};

const typeOf = (schema: NormalizedSchema): 'string' | 'number' | 'boolean' | '' => {
  if (schema.isStringSchema()) return 'string';
  if (schema.isNumericSchema()) return 'number';
  return schema.isBooleanSchema() ? 'boolean' : '';
};

const decodeTimestamp = (value: unknown, path: string): Date => {
  const timeMs =
    typeof value === 'number' ? value * 1000 : Date.parse(typeof value === 'string' ? value : '');
  const date = new Date(timeMs);
  if (Number.isNaN(date.getTime())) throw new SchemaMismatchError(path, 'expected a timestamp');
  return date;
};

const encodeTimestamp = (format: unknown, value: unknown, path: string): string | number => {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new SchemaMismatchError(path, 'expected a date');
  }
  if (format === dateTimeFormat) return value.toISOString();
  if (format === httpDateFormat) return value.toUTCString();
  return value.getTime() / 1000;
};

const decodeBlob = (value: unknown, path: string): Uint8Array => {
  if (typeof value !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(value)) {
    throw new SchemaMismatchError(path, 'expected base64 text');
  }
  return Buffer.from(value, 'base64');
};
