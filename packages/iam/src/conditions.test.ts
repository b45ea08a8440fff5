import { describe, expect, it } from '@jest/globals';
import { allows } from './testing/decide-case.ts';

type Value = string | number | boolean;
type Actual = string | readonly string[] | undefined;
/** What the policy expects, what the request brings, whether the condition holds. */
type Row = readonly [Value | readonly Value[], Actual, boolean];

const holds = (operator: string, [expected, actual]: Row): boolean =>
  allows(
    { Condition: { [operator]: { 'aws:Key': expected } } },
    { context: actual === undefined ? {} : { 'aws:Key': actual } },
  );

const operators: Readonly<Record<string, readonly Row[]>> = {
  StringEquals: [
    ['a', 'a', true],
    ['a', 'A', false],
    ['a*', 'abc', false],
    ['a*', 'a*', true],
    [['a', 'b'], 'b', true],
    ['a', undefined, false],
    [true, 'true', true],
    [443, '443', true],
  ],
  StringNotEquals: [
    ['a', 'b', true],
    ['a', 'a', false],
    [['a', 'b'], 'b', false],
    ['a', undefined, true],
  ],
  StringEqualsIgnoreCase: [
    ['Admin', 'aDMIN', true],
    ['Admin', 'Admins', false],
  ],
  StringNotEqualsIgnoreCase: [
    ['Admin', 'aDMIN', false],
    ['Admin', 'other', true],
  ],
  StringLike: [
    ['a*c', 'abbc', true],
    ['a?c', 'abc', true],
    ['a?c', 'ac', false],
    ['a*c', 'ABC', false],
    ['*', '', true],
    ['*', undefined, false],
  ],
  StringNotLike: [
    ['a*', 'abc', false],
    ['a*', 'xyz', true],
  ],
  StringEqualsIfExists: [
    ['a', undefined, true],
    ['a', 'a', true],
    ['a', 'b', false],
  ],
  StringNotEqualsIfExists: [
    ['a', undefined, true],
    ['a', 'a', false],
  ],
  NumericEquals: [
    ['10', '10.0', true],
    [10, '11', false],
    ['1e1', '10', true],
    ['10', 'ten', false],
  ],
  NumericNotEquals: [
    ['10', '11', true],
    ['10', '10', false],
    ['10', undefined, true],
  ],
  NumericLessThan: [
    ['10', '9', true],
    ['10', '10', false],
    ['-1', '-2', true],
  ],
  NumericLessThanEquals: [
    ['10', '10', true],
    ['10', '10.5', false],
  ],
  NumericGreaterThan: [
    ['10', '10', false],
    ['10', '10.5', true],
  ],
  NumericGreaterThanEquals: [
    ['10', '10', true],
    ['10', '9', false],
  ],
  DateEquals: [
    ['2026-11-22T00:00:00Z', '2026-11-22T01:00:00+01:00', true],
    ['2026-11-22', '1795305600', true],
    ['2026-11-22', 'yesterday', false],
  ],
  DateNotEquals: [['2026-11-22', '2026-11-23', true]],
  DateLessThan: [
    ['2026-11-22T12:00:00Z', '2026-11-22T11:59:59Z', true],
    ['2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z', false],
  ],
  DateLessThanEquals: [['2026-11-22T12:00:00Z', '2026-11-22T12:00:00Z', true]],
  DateGreaterThan: [
    ['2026', '2026-06-01', true],
    ['2026-11-22T12:00Z', '2026-11-22T12:00:00.001Z', true],
  ],
  DateGreaterThanEquals: [['2026-11-22', '2026-11-21T23:59:59Z', false]],
  Bool: [
    ['true', 'true', true],
    [true, 'true', true],
    ['false', 'true', false],
    ['false', undefined, false],
  ],
  BoolIfExists: [['true', undefined, true]],
  BinaryEquals: [
    ['AAEC', 'AAEC', true],
    ['AAEC', 'AAED', false],
  ],
  IpAddress: [
    ['203.0.113.0/24', '203.0.113.255', true],
    ['203.0.113.0/24', '203.0.114.0', false],
    ['203.0.113.7', '203.0.113.7', true],
    ['0.0.0.0/0', '198.51.100.1', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['2001:db8::/32', '2001:db8:1::1', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['203.0.113.0/24', 'unknown', false],
  ],
  NotIpAddress: [
    ['203.0.113.0/24', '203.0.113.9', false],
    ['203.0.113.0/24', '198.51.100.1', true],
  ],
  ArnLike: [
    [
      'arn:aws:bedrock:*:111122223333:agent/*',
      'arn:aws:bedrock:eu-west-1:111122223333:agent/A',
      true,
    ],
    ['arn:aws:s3:::a*', 'arn:aws:s3:::a:b:c', true],
    ['arn:aws:*:us-east-1:1:x', 'arn:aws:sns:eu-west-1:us-east-1:1:x', false],
    ['arn:aws:sns:us-east-1:1:x', 'not an arn', false],
    ['*', 'arn:aws:sns:us-east-1:1:x', true],
    ['arn:aws:sns:us-east-1:1:x', undefined, false],
  ],
  ArnEquals: [['arn:aws:sns:*:1:x', 'arn:aws:sns:us-east-1:1:x', true]],
  ArnNotLike: [
    ['arn:aws:sns:*:1:x', 'arn:aws:sns:us-east-1:1:x', false],
    ['arn:aws:sns:*:1:x', undefined, true],
  ],
  ArnNotEquals: [['arn:aws:sns:*:1:x', 'arn:aws:sns:us-east-1:1:y', true]],
  Null: [
    ['true', undefined, true],
    ['true', 'a', false],
    ['false', 'a', true],
    [false, undefined, false],
    ['true', [], true],
    [['true', 'false'], 'a', true],
  ],
  'ForAllValues:StringEquals': [
    [['a', 'b'], ['a', 'b'], true],
    [['a', 'b'], ['a', 'c'], false],
    ['a', undefined, true],
    ['a', [], true],
  ],
  'ForAnyValue:StringEquals': [
    [['a', 'b'], ['x', 'b'], true],
    [['a', 'b'], ['x', 'y'], false],
    ['a', undefined, false],
  ],
  'ForAnyValue:StringEqualsIfExists': [
    ['a', undefined, true],
    ['a', ['b'], false],
  ],
  'ForAllValues:StringNotEquals': [
    [['a', 'b'], ['x', 'y'], true],
    [['a', 'b'], ['x', 'a'], false],
  ],
  'ForAnyValue:StringNotEquals': [
    ['a', ['a', 'b'], true],
    ['a', ['a'], false],
    ['a', undefined, false],
  ],
  'ForAnyValue:ArnLike': [['arn:aws:sns:*:1:x', ['no', 'arn:aws:sns:us-east-1:1:x'], true]],
};

const rows = Object.entries(operators).flatMap(([operator, list]) =>
  list.map((row) => ({
    row,
    operator,
    title: `${operator} ${JSON.stringify(row[0])} on ${JSON.stringify(row[1]) ?? 'an absent key'}`,
  })),
);

describe('a condition', () => {
  it.each(rows)('$title', ({ row, operator }) => {
    expect(holds(operator, row)).toBe(row[2]);
  });

  it('needs every key of every operator', () => {
    const Condition = {
      StringEquals: { 'aws:A': 'a', 'aws:B': 'b' },
      Bool: { 'aws:SecureTransport': 'true' },
    };
    const context = { 'aws:A': 'a', 'aws:B': 'b', 'aws:SecureTransport': 'true' };
    expect(allows({ Condition }, { context })).toBe(true);
    for (const key of Object.keys(context))
      expect(allows({ Condition }, { context: { ...context, [key]: 'other' } })).toBe(false);
  });

  it('finds a key in whatever case', () => {
    const Condition = { StringEquals: { 'AWS:sourcearn': 'x' } };
    expect(allows({ Condition }, { context: { 'aws:SourceArn': 'x' } })).toBe(true);
  });

  it('without set operator takes any of several values, and for a negation none', () => {
    const context = { 'aws:Key': ['a', 'b'] };
    const of = (operator: string) => ({ Condition: { [operator]: { 'aws:Key': 'a' } } });
    expect(allows(of('StringEquals'), { context })).toBe(true);
    expect(allows(of('StringNotEquals'), { context })).toBe(false);
  });
});
