import { describe, expect, it } from '@jest/globals';
import { undefinedReferences } from './undefined-references.ts';

const namesIn = (properties: unknown, more: object = {}): readonly string[] =>
  undefinedReferences({
    Resources: { One: { Type: 'T', Properties: properties, ...more } },
    Parameters: { Stage: {} },
  }).map(({ name }) => name);

describe('undefinedReferences', () => {
  it.each([
    [{ A: { Ref: 'Nope' } }],
    [{ A: [{ 'Fn::GetAtt': ['Nope', 'Arn'] }] }],
    [{ A: { 'Fn::GetAtt': 'Nope.Arn' } }],
    [{ A: { 'Fn::Sub': 'x-$' + '{Nope.Arn}' } }],
    [{ A: { 'Fn::If': ['IsDev', { Ref: 'Nope' }, 'b'] } }],
    [{ A: { 'Fn::Sub': ['$' + '{Own}', { Own: { Ref: 'Nope' } }] } }],
  ])('finds the name in %j', (properties) => {
    expect(namesIn(properties)).toEqual(['Nope']);
  });

  it('finds the name in DependsOn, and a name that every object has', () => {
    expect(namesIn({}, { DependsOn: ['One', 'Nope'] })).toEqual(['Nope']);
    expect(namesIn({ A: { Ref: 'constructor' } })).toEqual(['constructor']);
  });

  it.each([
    [{ A: { Ref: 'AWS::Region' }, B: { Ref: 'Stage' }, C: { 'Fn::GetAtt': 'One.Arn' } }],
    [{ A: { 'Fn::Sub': '$' + '{!Nope} $' + '{AWS::Region} $' + '{aws:username}-$' + '{ x }' } }],
    [{ A: 'a text with $' + '{Nope}', B: { 'Fn::ImportValue': 'Nope' } }],
    [{ A: { 'Fn::Sub': ['$' + '{Own}', { Own: 'x' }] } }],
  ])('finds nothing in %j', (properties) => {
    expect(namesIn(properties)).toEqual([]);
  });

  it('finds nothing in a template with a transform', () => {
    const Resources = { One: { Type: 'T', Properties: { A: { Ref: 'Nope' } } } };
    expect(undefinedReferences({ Resources, Transform: 'Macro' })).toEqual([]);
  });
});
