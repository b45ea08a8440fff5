import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import * as z from 'zod/mini';
import * as small from './small-zod.ts';

type Zod = typeof z;

/** Schemas in the forms that the functions use. */
const schemas: Readonly<Record<string, (zod: Zod) => z.ZodMiniType>> = {
  string: (zod) => zod.string().check(zod.minLength(2), zod.maxLength(3), zod.regex(/^[a-z]+$/)),
  'string without checks': (zod) => zod.string(),
  url: (zod) => zod.url({ protocol: /^https?$/ }),
  number: (zod) => zod.number(),
  'number in a range': (zod) => zod.coerce.number().check(zod.gte(1), zod.lte(10)),
  int: (zod) => zod.int().check(zod.gte(1), zod.lte(50), zod.describe('text')),
  boolean: (zod) => zod.boolean(),
  literal: (zod) => zod.literal([6, 7]),
  enum: (zod) => zod.enum(['HIGH', 'LOW']),
  unknown: (zod) => zod.unknown(),
  array: (zod) => zod.array(zod.string().check(zod.minLength(2))).check(zod.maxLength(1)),
  object: (zod) =>
    zod.object({
      a: zod.string(),
      b: zod.optional(zod.string().check(zod.minLength(2))),
      ok: zod._default(zod.int(), 20),
      name: zod.unknown(),
    }),
  'loose object': (zod) => zod.looseObject({ a: zod.nullish(zod.array(zod.number())) }),
  'strict object': (zod) =>
    zod.strictObject({
      a: zod.optional(zod._default(zod.string(), 'x')),
      b: zod.nullish(zod.int()),
    }),
  'object in an object': (zod) =>
    zod.strictObject({
      a: zod.strictObject({ b: zod.literal(1) }),
      name: zod.optional(zod.unknown()),
    }),
  record: (zod) => zod.record(zod.string(), zod.union([zod.string(), zod.number()])),
  union: (zod) =>
    zod.object({ a: zod.union([zod.array(zod.int()), zod.boolean(), zod.literal('x')]) }),
  'discriminated union': (zod) =>
    zod.discriminatedUnion('ok', [
      zod.looseObject({ ok: zod.literal(true), a: zod.string() }),
      zod.looseObject({ ok: zod.literal(false), b: zod.looseObject({ name: zod.string() }) }),
    ]),
  pipe: (zod) =>
    zod.object({
      a: zod.pipe(
        zod.string(),
        zod.transform((text: string) => text.length),
      ),
    }),
  refine: (zod) => zod._default(zod.string().check(zod.refine((text) => text === 'abc')), 'abc'),
};

const texts = ['', 'x', 'ab', 'abc', 'abcd', 'HIGH', 'Ab', '5', ' 7 ', '0x10'];
const urls = [
  'https://a.example',
  ' http://a.example/b\n',
  'ftp://a.example',
  'https:a',
  'https://',
];
const numbers = [0, -0, 1, 6, 10, 11, 50, 51, 1.5, Number.NaN, Infinity, 2 ** 60, -(2 ** 60)];
const others = [undefined, null, true, false, 10n, Symbol('s'), new Date(0), new Map(), /x/];
const leaves = [texts, urls, numbers, others].flat();
/** Not `length`: zod also measures objects with this member, which no function needs. */
const names = fc.constantFrom('a', 'b', 'ok', 'name', '__proto__', 'toString');
const { value: values } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { arbitrary: fc.constantFrom(...leaves), weight: 3 },
    fc.array(tie('value'), { maxLength: 3 }),
    fc
      .array(fc.tuple(names, tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries)),
  ),
}));

type Result = ReturnType<z.ZodMiniType['safeParse']>;

const fields =
  'code path expected values keys minimum maximum inclusive origin format pattern'.split(' ');

const shown = (result: Result) =>
  result.success
    ? { data: result.data }
    : {
        issues: result.error.issues.map((issue) =>
          Object.fromEntries(fields.map((name) => [name, Reflect.get(issue, name)])),
        ),
      };

const smallZod = small as object as Zod;

describe('the small replacement for zod', () => {
  it.each(Object.entries(schemas))('reads any value as zod does: %s', (_name, schemaOf) => {
    const full = schemaOf(z);
    const ours = schemaOf(smallZod);
    fc.assert(
      fc.property(values, (value) => {
        expect(shown(ours.safeParse(value))).toStrictEqual(shown(full.safeParse(value)));
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('has the properties that the functions read', () => {
    expect(smallZod.enum(['A', 'B']).options).toEqual(['A', 'B']);
    expect(Object.keys(smallZod.object({ a: smallZod.string() }).shape)).toEqual(['a']);
    expect(smallZod.strictObject({}) instanceof smallZod.ZodMiniObject).toBe(true);
    expect(smallZod.string() instanceof smallZod.ZodMiniObject).toBe(false);
    expect(() => smallZod.string().parse(5)).toThrow('invalid_type');
    expect(smallZod.safeParse(smallZod.string(), 'x')).toEqual({ success: true, data: 'x' });
  });

  it('reports more mismatches than a call accepts as arguments', () => {
    const schema = smallZod.object({ a: smallZod.array(smallZod.string()) });
    const { error } = schema.safeParse({ a: Array.from({ length: 200_000 }, () => 0) });
    expect(error?.issues).toHaveLength(200_000);
    expect(error?.issues[0]?.path).toEqual(['a', 0]);
  });

  it('never changes the prototype of a result', () => {
    const value: unknown = JSON.parse('{"__proto__":{"polluted":true},"a":[]}');
    for (const name of ['loose object', 'record', 'object']) {
      const parsed = schemas[name]?.(smallZod).safeParse(value);
      expect(Object.getPrototypeOf(parsed?.data ?? {})).toBe(Object.prototype);
    }
  });
});
