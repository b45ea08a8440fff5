import { describe, expect, it } from '@jest/globals';
import { at } from './json.ts';
import { readTemplate } from './read-template.ts';
import { readTemplateWithLines } from './read-template-with-lines.ts';
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

  it.each([
    [
      'a quoted text continued at the indentation of its key',
      '      A: "one\n      two\n\n\n      three"\n      B: 1',
      { A: 'one two\n\nthree', B: 1 },
    ],
    [
      'quotes in a continued text',
      "      A: 'it''s\n      here'\n      B: [\"x\n y\"]",
      { A: "it's here", B: ['x y'] },
    ],
    [
      'a bracket at the indentation of its key',
      '      A: [\n        1,\n      ]\n      B: {\n      C: 2\n      }',
      { A: [1], B: { C: 2 } },
    ],
    [
      'merged keys',
      '      A: &a { X: 1, Y: 1 }\n      B: { <<: *a, Y: 2 }',
      { A: { X: 1, Y: 1 }, B: { X: 1, Y: 2 } },
    ],
    [
      'an anchor that is defined again',
      '      A: &a 1\n      B: *a\n      C: &a 2\n      D: *a',
      { A: 1, B: 1, C: 2, D: 2 },
    ],
  ])('accepts %s, as CloudFormation does', (_what, text, value) => {
    expect(properties(text)).toEqual(value);
  });

  it.each([
    ['YAML', 'Resources:\n  Here: { Type: A::B::C }\n  Here: { Type: A::B::D }\n', 'Here'],
    ['JSON', '{"Resources": {"Here":\n{"Type": "A::B::C",\n "Type": "A::B::D"}}}', 'Type'],
  ])('uses the last of two equal keys in %s, as CloudFormation does', async (_what, text, key) => {
    const { template, repeatedKeys } = await readTemplateWithLines(text, 'stack');
    expect(template.Resources).toEqual({ Here: { Type: 'A::B::D' } });
    expect(repeatedKeys).toEqual([{ key, first: 2, second: 3 }]);
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
      'a second YAML document',
      'Resources: { Here: { Type: A::B::C } }\n---\nResources: {}\n',
      'line 2 begins a second YAML document. A template is one document.',
    ],
    [
      'the source of a Serverless service',
      'service: chat\nprovider: { name: aws }\nfunctions: {}\n',
      'run "serverless package" first, and then examine .serverless/cloudformation-template-update-stack.json.',
    ],
    [
      'an alias without an anchor',
      'Resources:\n  Here: *gone\n',
      'line 2 has the alias *gone, but no anchor &gone is before it.',
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
    ['aliases of aliases', aliasBomb, 'it takes more than 5000000 steps'],
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

  it('allows an event of a SAM function to refer to an API that refers to the function', () => {
    const text = `Resources:
  Api: { Type: AWS::Serverless::Api, Properties: { DefinitionBody: { uri: !GetAtt Fn.Arn } } }
  Fn: { Type: AWS::Serverless::Function, Properties: { Events: { Get: { Type: Api, Properties: { RestApiId: !Ref Api } } } } }
`;
    expect(read(text).resources).toHaveLength(2);
    const circular = text.replace(
      'Events:',
      'Environment: { Variables: { API: !Ref Api } }, Events:',
    );
    expect(() => read(circular)).toThrow('in a circle: Api → Fn → Api');
  });
});
