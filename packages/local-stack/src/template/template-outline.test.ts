import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';

const template = (extra: object = {}, resource: object = {}): object => ({
  Resources: { A: { Type: 'T', ...resource }, B: { Type: 'T' } },
  ...extra,
});

const messageOf = (value: unknown): string => {
  try {
    parseTemplate(value, 't');
    return '';
  } catch (error) {
    if (error instanceof TemplateError) return error.message;
    throw error;
  }
};

/** Values of every kind that JSON has. */
const anything = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom(null, '', 0, [], {}, ['B', 1], { Ref: 'B' }),
);

describe('the sections of a template', () => {
  it.each([
    [
      'Transform',
      'AWS::Serverless-2016-10-31',
      'the section Transform: the local stack would need macros',
    ],
    [
      'Transform',
      ['AWS::LanguageExtensions'],
      'the section Transform: the local stack would need macros',
    ],
    ['Rules', { R: {} }, 'the section Rules: the local stack would need rules for parameters'],
    ['Hooks', { H: {} }, 'the section Hooks: the local stack would need CloudFormation hooks'],
    ['Resource', {}, 'the section "Resource", expected only AWSTemplateFormatVersion, Description'],
    ['outputs', {}, 'the section "outputs", expected only'],
    ['Globals', {}, 'the section "Globals", expected only'],
    [
      'AWSTemplateFormatVersion',
      '2012-10-17',
      'the section AWSTemplateFormatVersion in another form than "2010-09-09"',
    ],
    [
      'Description',
      'a'.repeat(1025),
      'the section Description in another form than text of at most 1024 bytes',
    ],
    ['Parameters', [], 'the section Parameters in another form than an object'],
    ['Mappings', 'a', 'the section Mappings in another form than an object'],
  ])('refuse %s %j', (name, value, message) => {
    expect(messageOf(template({ [name]: value }))).toContain(`The template t has ${message}`);
  });

  it('have any name only as an error', () => {
    const known =
      /^(AWSTemplateFormatVersion|Description|Metadata|Parameters|Mappings|Conditions|Rules|Hooks|Transform|Resources|Outputs)$/;
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constant('__proto__')), anything, (name, value) => {
        fc.pre(!known.test(name));
        const text = JSON.stringify(template()).replace(
          '{',
          `{${JSON.stringify(name)}:${JSON.stringify(value)},`,
        );
        expect(messageOf(JSON.parse(text))).toContain(`has the section ${JSON.stringify(name)}`);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('are accepted if nothing acts on them', () => {
    const inert = {
      AWSTemplateFormatVersion: '2010-09-09',
      Description: 'x',
      Metadata: {},
      Parameters: {},
      Mappings: {},
      Conditions: {},
      Transform: [],
      Rules: {},
    };
    expect(messageOf(template(inert))).toBe('');
  });
});

describe('an output', () => {
  it.each([
    [
      { Value: 1, Valeu: 1 },
      'the member "Valeu", expected only Value, Description, Export, Condition',
    ],
    [{ Value: 1, Description: {} }, 'Description {}, expected text'],
    [{ Value: 1, Export: 'name' }, 'Export "name", expected an object with the member Name'],
    [{ Value: 1, Export: { name: 'x' } }, 'Export {"name":"x"}, expected an object with'],
  ])('is refused as %j', (output, message) => {
    const text = messageOf(template({ Outputs: { Out: output } }));
    expect(text).toContain(`The template t has an output Out with ${message}`);
  });

  it('is refused with a name that CloudFormation refuses', () => {
    const text = messageOf(template({ Outputs: { 'a-b': { Value: 1 } } }));
    expect(text).toContain('The template t has an output "a-b" with characters other than letters');
  });

  it('is refused without a value', () => {
    const text = messageOf(template({ Outputs: { Out: { Valeu: 1 } } }));
    expect(text).toContain('The template t is malformed at Outputs.Out.Value');
  });

  it('is accepted with an export', () => {
    const Out = { Value: 1, Description: 'x', Export: { Name: { 'Fn::Sub': 'x' } } };
    expect(messageOf(template({ Outputs: { Out } }))).toBe('');
  });
});

describe('the attributes of a resource', () => {
  it.each([
    [{ DependsOn: 'C' }, 'DependsOn "C", but no resource with this logical id'],
    [
      { DependsOn: ['B', 'toString'] },
      'DependsOn "toString", but no resource with this logical id',
    ],
    [{ DependsOn: 5 }, 'DependsOn 5, expected a logical id or a list of logical ids'],
    [{ DependsOn: { Ref: 'B' } }, 'expected a logical id or a list of logical ids'],
    [{ DependsOn: 'A' }, 'DependsOn "A", its own logical id'],
    [
      { DeletionPolicy: 'Keep' },
      'DeletionPolicy "Keep", expected Delete or Retain or RetainExceptOnCreate',
    ],
    [{ DeletionPolicy: 'Snapshot' }, 'AWS creates snapshots only of databases, caches and volumes'],
    [
      { UpdateReplacePolicy: 'RetainExceptOnCreate' },
      'UpdateReplacePolicy "RetainExceptOnCreate", expected Delete or Retain',
    ],
    [{ CreationPolicy: {} }, 'CreationPolicy {}, which AWS accepts only for'],
    [{ UpdatePolicy: {} }, 'UpdatePolicy {}, which AWS accepts only for'],
    [{ Metadata: 'x' }, 'Metadata "x", expected an object'],
    [{ DeletionProtection: true }, 'the member "DeletionProtection", expected only Type'],
    [{ constructor: {} }, 'the member "constructor", expected only Type'],
  ])('refuse %j', (resource, message) => {
    expect(messageOf(template({}, resource))).toMatch(/^The template t has a resource A with /);
    expect(messageOf(template({}, resource))).toContain(message);
  });

  it.each([
    'DependsOn',
    'DeletionPolicy',
    'UpdateReplacePolicy',
    'CreationPolicy',
    'UpdatePolicy',
    'Metadata',
  ])('%s is refused in every form but its own', (name) => {
    fc.assert(
      fc.property(anything, (value) => {
        const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
        fc.pre(!(name === 'Metadata' && isObject));
        fc.pre(!(name === 'DependsOn' && Array.isArray(value) && value.length === 0));
        expect(messageOf(template({}, { [name]: value }))).toContain(`resource A with ${name} `);
      }),
      { seed: 2, numRuns: 100 },
    );
  });

  it.each([
    { DependsOn: 'B' },
    { DependsOn: ['B'] },
    { DependsOn: [] },
    { DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Delete', Metadata: { any: 1 } },
  ])('accept %j', (resource) => {
    expect(messageOf(template({}, resource))).toBe('');
  });
});

describe('the size of a template', () => {
  it('is refused if it is nested too deeply, not with an overflow of the call stack', () => {
    const deep = `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`;
    const value: unknown = JSON.parse(`{"Resources":{"A":{"Type":"T","Properties":${deep}}}}`);
    expect(messageOf(value)).toBe('The template t is nested deeper than 200 levels.');
  });

  it('is refused over 500 resources', () => {
    const Resources = Object.fromEntries(
      Array.from({ length: 501 }, (_, index) => [`R${index}`, { Type: 'T' }]),
    );
    expect(messageOf({ Resources })).toMatch(
      /has 501 resources\. CloudFormation deploys at most 500/,
    );
  });
});
