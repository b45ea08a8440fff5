import { describe, expect, it } from '@jest/globals';
import { parseStrictObject } from './strict-json.ts';

describe('parseStrictObject', () => {
  it.each([
    ['{}', {}],
    ['{"a":1}', { a: 1 }],
    ['{"a":{"b":1},"b":[{"a":2}]}', { a: { b: 1 }, b: [{ a: 2 }] }],
    ['{"a":"{\\"a\\":1}","b":"a:"}', { a: '{"a":1}', b: 'a:' }],
    ['{"a":"\\\\","b":"]"}', { a: '\\', b: ']' }],
    ['{"a":["x","x"],"x":1}', { a: ['x', 'x'], x: 1 }],
  ])('takes %s', (json, value) => {
    expect(parseStrictObject(json)).toEqual(value);
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
    '{"a":1,"\\u0061":2}',
    '{"a":"x\\"","a":2}',
  ])('refuses %s', (json) => {
    expect(parseStrictObject(json)).toBeUndefined();
  });
});
