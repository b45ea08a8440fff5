import { describe, expect, it } from '@jest/globals';
import { at } from '../json.ts';
import { readTemplate } from '../read-template.ts';
import { render } from '../render.ts';
import { templateModel } from '../template-model.ts';
import { TemplateUnreadableError } from '../template-unreadable-error.ts';

const declarations = `
Parameters:
  Stage: { Type: String, Default: dev, AllowedValues: [dev, prod] }
  Size: { Type: Number, Default: '30' }
  Names: { Type: CommaDelimitedList, Default: 'a, b' }
  Open: { Type: String }
  Key: { Type: String, NoEcho: true, Default: hidden }
  Stored: { Type: 'AWS::SSM::Parameter::Value<String>', Default: /path }
Mappings:
  Sizes: { dev: { Memory: 128 }, prod: { Memory: 512 } }
Conditions:
  IsProd: !Equals [!Ref Stage, prod]
  IsOpen: !Equals [!Ref Open, yes]
  IsSmall: !Equals [!Ref Size, 30]
  Neither: !Not [!Or [Condition: IsProd, Condition: IsOpen]]
  Never: !And [Condition: IsProd, Condition: IsOpen]
`;

const modelOf = (value: string, parameters: Record<string, string> = {}) => {
  const text = `${declarations}Resources:\n  Fn: { Type: AWS::Lambda::Function }\n  Here:\n    Type: A::B::C\n    Properties:\n      X: ${value}\n`;
  return templateModel(readTemplate(text, 'stack.yml'), 'stack.yml', { parameters });
};

const resolved = (value: string, parameters: Record<string, string> = {}) =>
  modelOf(value, parameters).find('Here')?.properties.X;

const reasons = (value: string, parameters: Record<string, string> = {}) => {
  const model = modelOf(value, parameters);
  return model.unknownIn(model.find('Here')?.properties.X).map(({ reason }) => reason);
};

describe('a resolved value', () => {
  it.each([
    ['!Ref Stage', 'dev'],
    ['!Ref Size', 30],
    ['!Ref Names', ['a', 'b']],
    ["!Sub 'x-${Stage}-${!Stage}'", 'x-dev-${Stage}'],
    ["!Sub ['${A}/${Stage}', { A: !Ref Size }]", '30/dev'],
    ["!Join ['-', [a, !Ref Stage, !Ref Size]]", 'a-dev-30'],
    ["!Join ['-', !Ref Names]", 'a-b'],
    ['!Select [1, !Ref Names]', 'b'],
    ["!Select [1, !Split ['/', 'a/b/c']]", 'b'],
    ['!FindInMap [Sizes, !Ref Stage, Memory]', 128],
    ['!If [IsProd, a, b]', 'b'],
    ['!If [IsSmall, a, b]', 'a'],
    ['!If [Never, a, b]', 'b'],
    [
      '{ A: !If [IsProd, a, !Ref AWS::NoValue], B: [!If [IsProd, a, !Ref AWS::NoValue], c] }',
      { B: ['c'] },
    ],
    ['!Length [a, b]', 2],
    ["{ 'Fn::ToJsonString': { a: !Ref Stage } }", '{"a":"dev"}'],
    ['{ constructor: { __proto__: 1 } }', JSON.parse('{"constructor":{"__proto__":1}}')],
  ])('of %s is known', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
    expect(reasons(value)).toEqual([]);
  });

  it.each([
    ['!GetAtt Fn.Arn', { 'Fn::GetAtt': ['Fn', 'Arn'] }],
    ['!Ref Fn', { Ref: 'Fn' }],
    ["!Sub '${Fn.Arn}'", { 'Fn::GetAtt': ['Fn', 'Arn'] }],
    ["!Sub '${Fn.Arn}:${Stage}'", { 'Fn::Sub': '${Fn.Arn}:dev' }],
    ["!Join [':', [!GetAtt Fn.Arn, !Ref Stage]]", { 'Fn::Sub': '${Fn.Arn}:dev' }],
    ["!Sub ['${A}:x', { A: !GetAtt Fn.Arn }]", { 'Fn::Sub': '${Fn.Arn}:x' }],
    [
      "!Select [6, !Split [':', !GetAtt Fn.Arn]]",
      { 'Fn::Select': [6, { 'Fn::Split': [':', { 'Fn::GetAtt': ['Fn', 'Arn'] }] }] },
    ],
  ])('of %s still names its function', (value, expected) => {
    expect(resolved(value)).toEqual(expected);
    expect(reasons(value)).toEqual([]);
  });

  it.each([
    ['!Ref Open', '${Open}', 'the parameter Open has no default; add --parameter Open=VALUE'],
    ['!Ref Key', '${Key}', 'the parameter Key is secret (NoEcho)'],
    ['!Ref Stored', '${Stored}', 'the parameter Stored is read from Systems Manager at deployment'],
    [
      "!Sub 'x-${Open}'",
      'x-${Open}',
      'the parameter Open has no default; add --parameter Open=VALUE',
    ],
    ['!ImportValue other', '${?}', 'an import (Fn::ImportValue) is the output of another stack'],
    [
      "!Sub ['a/${A}', { A: !ImportValue other }]",
      'a/${?}',
      'an import (Fn::ImportValue) is the output of another stack',
    ],
    ['!If [IsOpen, a, b]', '${?}', 'the parameter Open has no default; add --parameter Open=VALUE'],
    [
      '!If [Neither, a, b]',
      '${?}',
      'the parameter Open has no default; add --parameter Open=VALUE',
    ],
    ['!If [Absent, a, b]', '${?}', 'the template does not decide the condition Absent'],
    ['!GetAtt Gone.Arn', '${Gone.Arn}', 'the template does not contain Gone'],
    ["!Select [0, !GetAZs '']", '${?}', 'Fn::GetAZs depends on the account and the Region'],
    [
      '!FindInMap [Sizes, !Ref AWS::Region, Memory]',
      '${?}',
      'Fn::FindInMap finds no value, or its keys are known only at deployment',
    ],
    [
      "'{{resolve:ssm:/path}}'",
      '{{resolve:ssm:/path}}',
      'a dynamic reference ({{resolve:…}}) is read at deployment',
    ],
  ])('of %s is unknown, with the reason', (value, text, reason) => {
    expect(render(resolved(value))).toBe(text);
    expect(reasons(value)).toEqual([reason]);
  });

  it('keeps the known parts of an ARN', () => {
    const arn =
      "!Sub 'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:tool-${Stage}'";
    expect(render(resolved(arn))).toBe(
      'arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:tool-dev',
    );
    expect(reasons(arn)).toHaveLength(3);
    const given = { 'AWS::Region': 'eu-west-1', 'AWS::AccountId': '111122223333', Stage: 'prod' };
    expect(resolved(arn, given)).toBe('arn:aws:lambda:eu-west-1:111122223333:function:tool-prod');
    expect(resolved(`!Select [6, !Split [':', ${arn}]]`)).toBe('tool-dev');
  });

  it('has the given values of parameters', () => {
    expect(resolved('!Ref Stage', { Stage: 'prod' })).toBe('prod');
    expect(resolved('!If [IsOpen, a, b]', { Open: 'yes' })).toBe('a');
    expect(reasons('!Ref Key', { Key: 'given' })).toEqual(['the parameter Key is secret (NoEcho)']);
  });

  it.each([
    [
      { Stag: 'prod' },
      'it has no parameter Stag. It has Stage, Size, Names, Open, Key, Stored, AWS::AccountId',
    ],
    [{ Stage: 'test' }, 'the parameter Stage cannot have the given value. It allows dev, prod.'],
    [{ constructor: 'x' }, 'it has no parameter constructor'],
    [
      { 'AWS::AccountId': '1234' },
      'the parameter AWS::AccountId cannot have the given value. Expected 12 digits.',
    ],
    [{ 'AWS::Region': 'Ireland' }, 'Expected a Region such as us-east-1.'],
    [{ 'AWS::Partition': 'azure' }, 'Expected a partition such as aws or aws-us-gov.'],
  ])('refuses the parameters %j', (parameters, reason) => {
    expect(() => modelOf('x', parameters)).toThrow(TemplateUnreadableError);
    expect(() => modelOf('x', parameters)).toThrow(reason);
  });

  it.each([
    [
      "{ Ref: Fn, 'Fn::GetAtt': 5 }",
      'Here.X: Ref is next to Fn::GetAtt. An intrinsic function must be the only key',
    ],
    ["{ 'Fn::GetAtt': 5 }", 'Here.X: Fn::GetAtt requires a logical id and an attribute.'],
    ['[{ Ref: [] }]', 'Here.X.0: Ref requires the name of a parameter or a resource.'],
    ['!If [IsProd, a]', 'Here.X: Fn::If requires a list of 3 items.'],
    ['!Sub [a, b, c]', 'Here.X: Fn::Sub requires a list of 2 items.'],
    ["!Split ['', a]", 'Here.X: Fn::Split requires a delimiter and a text.'],
  ])('refuses %s', (value, reason) => {
    expect(() => modelOf(value)).toThrow(TemplateUnreadableError);
    expect(() => modelOf(value)).toThrow(reason);
  });
});

describe('the resources of a template', () => {
  it('are those whose condition is true or not decided', () => {
    const resources = ['IsProd', 'IsSmall', 'IsOpen'].map(
      (condition) => `  ${condition}R: { Type: A::B::C, Condition: ${condition} }\n`,
    );
    const text = `${declarations}Resources:\n${resources.join('')}`;
    const model = templateModel(readTemplate(text, 'stack.yml'), 'stack.yml');
    expect(model.resources.map(({ logicalId, condition }) => [logicalId, condition])).toEqual([
      ['IsSmallR', undefined],
      ['IsOpenR', 'IsOpen'],
    ]);
    expect(model.unknownIn({ Condition: 'IsOpen' })).toEqual([
      { parameter: 'Open', reason: expect.stringContaining('--parameter Open=VALUE') },
    ]);
  });

  it('can have any name', () => {
    const text =
      '{"Resources":{"constructor":{"Type":"A::B::C","Properties":{"A":{"Ref":"toString"}}}}}';
    const model = templateModel(readTemplate(text, 'stack.json'), 'stack.json');
    expect(model.find('constructor')?.properties).toEqual({ A: { Ref: 'toString' } });
    expect(model.find('toString')).toBeUndefined();
    expect(at(model.parameters, 'constructor')).toBeUndefined();
  });

  it('cannot have a condition that refers to itself', () => {
    const text =
      'Conditions: { A: !Not [Condition: B], B: !Not [Condition: A] }\nResources: { Here: { Type: A::B::C, Condition: A } }';
    expect(() => templateModel(readTemplate(text, 'stack.yml'), 'stack.yml')).toThrow(
      'the condition A refers to itself',
    );
  });
});
