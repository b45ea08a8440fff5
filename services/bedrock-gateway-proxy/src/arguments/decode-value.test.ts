import { describe, expect, it } from '@jest/globals';
import type { ValueType } from '../action-group/action-group-event.ts';
import { decodeJsonText, decodeValue } from './decode-value.ts';

const decoded: readonly (readonly [ValueType, string, unknown])[] = [
  ['string', '', ''],
  ['string', 'true', 'true'],
  ['string', ' naïve 🔐 ', ' naïve 🔐 '],
  ['boolean', 'true', true],
  ['boolean', 'false', false],
  ['integer', '0', 0],
  ['integer', '-20', -20],
  ['integer', '20.0', 20],
  ['integer', '9007199254740991', 9007199254740991],
  ['number', '0.5', 0.5],
  ['number', '-1e3', -1000],
  ['array', '[]', []],
  ['array', '["a","b, c"]', ['a', 'b, c']],
  ['array', '[1, 2]', [1, 2]],
  ['array', '[a, b]', ['a', 'b']],
  ['array', ' [arn:aws:s3:::x/y , b] ', ['arn:aws:s3:::x/y', 'b']],
  ['array', '[a]', ['a']],
  ['object', '{"a":1}', { a: 1 }],
];

const refused: readonly (readonly [ValueType, string])[] = [
  ['boolean', 'True'],
  ['boolean', '1'],
  ['boolean', ''],
  ['integer', ''],
  ['integer', ' 1'],
  ['integer', '1.5'],
  ['integer', '0x10'],
  ['integer', '9007199254740992'],
  ['integer', 'ten'],
  ['number', ''],
  ['number', 'NaN'],
  ['number', 'Infinity'],
  ['number', '1e999'],
  ['number', '1,5'],
  ['array', ''],
  ['array', 'a, b'],
  ['array', '{"a":1}'],
  ['array', '"a"'],
  ['array', '[{itemName=item1, quantity=2}]'],
  ['array', '[[a], [b]]'],
  ['array', '["a", b]'],
  ['array', '[a,,b]'],
  ['array', '[a'],
  ['object', '[]'],
  ['object', 'null'],
  ['object', '{a=1}'],
  ['object', `${'{"a":'.repeat(11_000)}1${'}'.repeat(11_000)}`],
  ['array', '['.repeat(11_000) + ']'.repeat(11_000)],
];

describe('decodeValue', () => {
  it.each(decoded)('reads %s %j', (type, text, value) => {
    expect(decodeValue(type, text)).toEqual({ value });
  });

  it.each(refused)('refuses %s %.40s and describes the expected value', (type, text) => {
    expect(decodeValue(type, text)).toEqual({ expected: expect.any(String) });
  });
});

describe('decodeJsonText', () => {
  it('reads any JSON', () => {
    expect(decodeJsonText('{"a":[1]}')).toEqual({ value: { a: [1] } });
  });

  it('refuses text that is not JSON', () => {
    expect(decodeJsonText('{a=1}')).toEqual({ expected: 'JSON text' });
  });
});
