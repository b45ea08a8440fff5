import { describe, expect, it } from '@jest/globals';
import { parseStrictObject } from './strict-json.ts';

describe('parseStrictObject', () => {
  it('counts no string as a key, also if it starts with a colon that is escaped', () => {
    expect(parseStrictObject('{"a":["x","\\u003ay"]}')).toEqual({ a: ['x', ':y'] });
  });

  it.each([
    ['{}', {}],
    ['{"a":1}', { a: 1 }],
    ['{"a":{"b":1},"b":[{"a":2}]}', { a: { b: 1 }, b: [{ a: 2 }] }],
    ['{"a":"{\\"a\\":1}","b":"a:"}', { a: '{"a":1}', b: 'a:' }],
    ['{"a":"\\\\","b":"]"}', { a: '\\', b: ']' }],
    ['{"a":["x","x"],"x":1}', { a: ['x', 'x'], x: 1 }],
    [
      '{"a":{"x":1},"b":{"x":[{"x":null},{"x":{}}]}}',
      { a: { x: 1 }, b: { x: [{ x: null }, { x: {} }] } },
    ],
    ['{"":1,"constructor":2}', { '': 1, constructor: 2 }],
    [' \n\t\r{"a" : ":" } ', { a: ':' }],
    ['{"a":["x:{y",":"]}', { a: ['x:{y', ':'] }],
  ])('accepts %s', (json, value) => {
    expect(parseStrictObject(json)).toEqual(value);
  });

  it('treats `__proto__` like any other key', () => {
    const parsed = parseStrictObject('{"__proto__":{"access_token":"a"}}');

    expect(Object.keys(parsed ?? {})).toEqual(['__proto__']);
    expect(parsed?.access_token).toBeUndefined();
  });

  it.each([
    '',
    'null',
    '1',
    '"a"',
    '[]',
    '[{"a":1}]',
    '{"a":1',
    '{"a":1,"a":1}',
    '{"a":1,"b":{"c":[1]},"a":2}',
    '{"a":[{"b":1}],"a":2}',
    '{"a":{"b":1,"b":2}}',
    '{"a":[{"b":1,"b":2}]}',
    '{"__proto__":1,"__proto__":2}',
    `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`,
    '{"a":1,"\\u0061":2}',
    '{"a":"x\\"","a":2}',
  ])('refuses %s', (json) => {
    expect(parseStrictObject(json)).toBeUndefined();
  });
});
