import { describe, expect, it } from '@jest/globals';
import { referencesOf, refersTo, render } from './render.ts';

describe('render', () => {
  it.each([
    ['text', 'text'],
    [7, '7'],
    [{ Ref: 'Here' }, '${Here}'],
    [{ 'Fn::GetAtt': ['Here', 'Arn'] }, '${Here.Arn}'],
    [{ 'Fn::GetAtt': 'Here.Arn' }, '${Here.Arn}'],
    [{ 'Fn::Sub': 'a-${Here}-${ AWS::Region }' }, 'a-${Here}-${AWS::Region}'],
    [{ 'Fn::Sub': ['a-${X}', { X: { Ref: 'Here' } }] }, 'a-${Here}'],
    [{ 'Fn::Join': ['/', ['a', { Ref: 'Here' }]] }, 'a/${Here}'],
    [{ 'Fn::Join': ['/', { Ref: 'List' }] }, '${?}'],
    [{ 'Fn::ImportValue': 'x' }, '${?}'],
    [{ 'Fn::If': ['C', 'a', 'b'] }, '${?}'],
    [{ valueOf: 'inherited by every object' }, '${?}'],
    [undefined, '${?}'],
    [{}, '${?}'],
  ])('renders %j', (value, text) => {
    expect(render(value)).toBe(text);
  });

  it('finds references, but not parts of a name', () => {
    expect(refersTo('a-${Here.Arn}', 'Here')).toBe(true);
    expect(refersTo('a-${Hereafter}', 'Here')).toBe(false);
    expect(
      referencesOf({ a: [{ 'Fn::If': ['C', { Ref: 'X' }, { b: { 'Fn::Sub': '${Y.Arn}' } }] }] }),
    ).toEqual(['X', 'Y']);
  });
});
