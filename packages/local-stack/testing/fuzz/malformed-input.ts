import fc from 'fast-check';

const oddText = fc.oneof(
  fc.constantFrom('', ' ', '\0', '__proto__', '../..', '%', '{}', 'null', '\u{1f600}', '\ud800'),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 3000, maxLength: 3000 }),
);

const oddValue = fc.oneof(
  oddText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(-1, 0, 1e308, Number.MAX_SAFE_INTEGER, true, null, [], {}, [[]], [null]),
);

const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;

/**
 * Malformed request bodies for an operation with these fields: unusual values, missing and additional
 * fields, and text that is not JSON.
 */
export const malformedInput = (fields: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(
    {
      arbitrary: fc
        .dictionary(fc.constantFrom(...fields, '__proto__', 'extra'), oddValue, { maxKeys: 6 })
        .map((input) => JSON.stringify(input)),
      weight: 6,
    },
    fc.json(),
    oddText,
    fc.constantFrom(
      nested(5_000),
      '{"a":1',
      `{"a":${'1'.repeat(1_000)}}`,
      '{"a":1,"a":2}',
      '\ufeff{}',
    ),
  );
