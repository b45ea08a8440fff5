import { describe, expect, it } from '@jest/globals';
import { type ReferenceSource, resolveIntrinsics } from './resolve-intrinsics.ts';

const source: ReferenceSource = {
  ref: (name) => `ref:${name}`,
  attribute: (logicalId, attribute) => `att:${logicalId}.${attribute}`,
};

const resolve = (value: unknown): unknown => resolveIntrinsics(value, source);

describe('resolveIntrinsics', () => {
  it.each([
    ['Ref', { Ref: 'Pool' }, 'ref:Pool'],
    ['Fn::GetAtt as a list', { 'Fn::GetAtt': ['Fn', 'Arn'] }, 'att:Fn.Arn'],
    ['Fn::GetAtt with dots', { 'Fn::GetAtt': 'Fn.A.B' }, 'att:Fn.A.B'],
    ['Fn::Sub', { 'Fn::Sub': 'a-${AWS::Region}-${Fn.Arn}' }, 'a-ref:AWS::Region-att:Fn.Arn'],
    ['Fn::Sub with a literal', { 'Fn::Sub': '${!Literal}' }, '${Literal}'],
    ['Fn::Sub with variables', { 'Fn::Sub': ['${x}/${Y}', { x: { Ref: 'Z' } }] }, 'ref:Z/ref:Y'],
    ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 1]] }, 'a/ref:B/1'],
    ['Fn::Select of Fn::Split', { 'Fn::Select': [1, { 'Fn::Split': [':', 'a:b'] }] }, 'b'],
    ['nested values', { A: [{ Ref: 'B' }], C: { D: true } }, { A: ['ref:B'], C: { D: true } }],
  ])('resolves %s', (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it('drops values that are AWS::NoValue', () => {
    expect(resolve({ A: { Ref: 'AWS::NoValue' }, B: [{ Ref: 'AWS::NoValue' }, 1] })).toEqual({
      B: [1],
    });
  });

  it('does not change an object with several keys, even if one has the name of an intrinsic', () => {
    expect(resolve({ Ref: 'x', Other: 'y' })).toEqual({ Ref: 'x', Other: 'y' });
  });

  it.each([
    ['an unknown intrinsic', { 'Fn::Cidr': [] }, /does not resolve Fn::Cidr/],
    ['Fn::GetAtt without an attribute', { 'Fn::GetAtt': ['A'] }, /logical id and an attribute/],
    ['Fn::Select beyond the end', { 'Fn::Select': [1, ['a']] }, /item 1 of a list of 1/],
    ['Fn::Join of an object', { 'Fn::Join': ['', [{ A: 1 }]] }, /not a string/],
    ['Fn::Join without a list', { 'Fn::Join': 'x' }, /requires a list/],
    ['Ref to a number', { Ref: 1 }, /requires a string/],
  ])('refuses %s', (_name, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
