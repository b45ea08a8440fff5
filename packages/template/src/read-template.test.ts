import { describe, expect, it } from '@jest/globals';
import { at } from './json.ts';
import { readTemplate } from './read-template.ts';
import { templateModel } from './template-model.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';

const read = (text: string) => templateModel(readTemplate(text, 'stack.yml'), 'stack.yml');

const properties = (text: string) => {
  const whole = `Resources:\n  Here:\n    Type: A::B::C\n    Properties:\n${text}`;
  return at(readTemplate(whole, 'stack.yml').Resources, 'Here', 'Properties');
};

const aliasBomb = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...[...'bcdefgh'].map((name, index) => {
    const before = `*${'abcdefgh'[index]}`;
    return `${name}: &${name} [${Array(10).fill(before).join(', ')}]`;
  }),
  'Resources: { Here: { Type: A::B::C } }',
].join('\n');

const circle = `
Resources:
  One: { Type: A::B::C, Properties: { Name: !Ref Two } }
  Two: { Type: A::B::C, Properties: { Name: !Sub 'x-\${Three}' } }
  Three: { Type: A::B::C, DependsOn: One }
`;

describe('readTemplate', () => {
  it('expands the short forms of intrinsic functions', () => {
    const text = `
      Ref: { A: !Ref Other }
      B: !GetAtt Other.Arn
      C: !Sub 'arn:\${AWS::Partition}'
      D: !Join ['', [a, !Ref Other]]
      E: !If [IsProd, !Ref Other, !Ref AWS::NoValue]
      F: !Select [0, !GetAZs '']
      G: !FindInMap [Map, !Ref AWS::Region, key]`;
    expect(properties(text.replace('Ref: { A: !Ref Other }', 'A: !Ref Other'))).toEqual({
      A: { Ref: 'Other' },
      B: { 'Fn::GetAtt': 'Other.Arn' },
      C: { 'Fn::Sub': 'arn:${AWS::Partition}' },
      D: { 'Fn::Join': ['', ['a', { Ref: 'Other' }]] },
      E: { 'Fn::If': ['IsProd', { Ref: 'Other' }, { Ref: 'AWS::NoValue' }] },
      F: { 'Fn::Select': [0, { 'Fn::GetAZs': '' }] },
      G: { 'Fn::FindInMap': ['Map', { Ref: 'AWS::Region' }, 'key'] },
    });
  });

  it('reads JSON, and YAML that begins with a brace', () => {
    const json = '{ "Resources": { "Here": { "Type": "A::B::C" } } }';
    for (const text of [json, `\n  ${json}`, '{ Resources: { Here: { Type: A::B::C } } }']) {
      expect(read(text).resources.map(({ logicalId }) => logicalId)).toEqual(['Here']);
    }
  });

  it('resolves aliases', () => {
    expect(properties('      A: &a { x: 1 }\n      B: *a')).toEqual({ A: { x: 1 }, B: { x: 1 } });
  });

  it.each([
    ['nothing', '', 'it is empty'],
    ['white space', ' \n\t', 'it is empty'],
    ['text', 'just some text', 'it has no Resources'],
    ['a list', '- a\n- b', 'it has no Resources'],
    ['no resources', '{"Resources":{}}', 'it has no Resources'],
    ['broken JSON', '{"Resources": {"Here": ', 'line 1 is neither JSON nor YAML'],
    ['broken YAML', 'Resources:\n  Here: [\n', 'is neither JSON nor YAML'],
    [
      'a duplicate key',
      'Resources:\n  Here: {}\n  Here: {}\n',
      'line 3 repeats a key of the same object (DUPLICATE_KEY). Rename or remove one of them.',
    ],
    [
      'a resource without a type',
      'Resources: { Here: { Properties: {} } }',
      'the resource Here has no Type',
    ],
    ['a resource that is not an object', 'Resources: { Here: 7 }', 'the resource Here has no Type'],
    [
      'a text that is too large',
      ' '.repeat(2 * 1024 * 1024 + 1),
      'it is larger than 2097152 bytes',
    ],
    [
      'deeply nested lists',
      `{"Resources":${'['.repeat(300)}${']'.repeat(300)}}`,
      'nested deeper than 200',
    ],
    ['deeply nested YAML', `Resources: ${'['.repeat(50_000)}`, 'stack.yml cannot be examined'],
    ['aliases of aliases', aliasBomb, 'its aliases expand to more than 500000 values'],
    ['an alias of itself', 'Resources: &a { Here: *a }', 'stack.yml cannot be examined'],
    ['circular references', circle, 'in a circle: One → Two → Three → One'],
  ])('refuses %s', (_what, text, reason) => {
    expect(() => read(text)).toThrow(TemplateUnreadableError);
    expect(() => read(text)).toThrow(reason);
  });

  it('says what it expected only if the file is not a template', () => {
    const expected = 'Expected a CloudFormation template in JSON or YAML.';
    expect(() => read('')).toThrow(`stack.yml cannot be examined: it is empty. ${expected}`);
    expect(() => read('Resources: { Here: 7 }')).not.toThrow(expected);
    expect(() => read(circle)).not.toThrow(expected);
  });

  it('allows a resource to refer to itself, like a bucket policy', () => {
    expect(
      read('Resources: { Here: { Type: A::B::C, Properties: { N: !Ref Here } } }').resources,
    ).toHaveLength(1);
  });
});
