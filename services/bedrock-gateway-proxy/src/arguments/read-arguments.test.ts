import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import type { NamedValue } from '../action-group/action-group-event.ts';
import { readArguments } from './read-arguments.ts';

const tool = {
  schema: z.strictObject({
    severity: z.enum(['HIGH', 'LOW']),
    limit: z._default(z.int().check(z.gte(1), z.lte(50)), 20),
    title: z.optional(z.string().check(z.minLength(3), z.maxLength(5))),
    filters: z.optional(z.array(z.strictObject({ name: z.string() })).check(z.maxLength(1))),
    arn: z.optional(z.string().check(z.regex(/^arn:/))),
  }),
  jsonTextParameters: ['filters'],
};

const given = (...parameters: readonly (readonly [string, NamedValue['type'], string])[]) =>
  parameters.map(([name, type, value]) => ({ name, type, value }));

const severity = ['severity', 'string', 'HIGH'] as const;

describe('readArguments', () => {
  it('decodes by type, parses JSON text and applies defaults', () => {
    const parameters = given(severity, ['filters', 'string', '[{"name":"x"}]']);
    expect(readArguments(tool, parameters)).toEqual({
      arguments: { severity: 'HIGH', limit: 20, filters: [{ name: 'x' }] },
    });
  });

  it.each([
    ['1', 1],
    ['50', 50],
  ])('accepts a limit of %s', (value, limit) => {
    expect(readArguments(tool, given(severity, ['limit', 'integer', value]))).toEqual({
      arguments: { severity: 'HIGH', limit },
    });
  });

  it.each([
    [
      'an unknown name',
      given(severity, ['region', 'string', 'x']),
      /only these parameters: severity, limit, title, filters, arn\./,
    ],
    [
      'a name of Object.prototype',
      given(severity, ['__proto__', 'string', 'x']),
      /only these parameters/,
    ],
    ['a repeated name', given(severity, severity), /only once: severity\./],
    ['a missing parameter', [], /^severity is required: expected one of HIGH, LOW\.$/],
    [
      'a value that is not in the list',
      given(['severity', 'string', 'WORST']),
      /^severity: expected one of HIGH, LOW\.$/,
    ],
    [
      'a number below its range',
      given(severity, ['limit', 'integer', '0']),
      /^limit: expected at least 1\.$/,
    ],
    [
      'a number above its range',
      given(severity, ['limit', 'integer', '51']),
      /^limit: expected at most 50\.$/,
    ],
    [
      'a text too short',
      given(severity, ['title', 'string', 'ab']),
      /^title: expected at least 3 characters\.$/,
    ],
    [
      'a text too long',
      given(severity, ['title', 'string', 'abcdef']),
      /^title: expected at most 5 characters\.$/,
    ],
    [
      'a text that does not match',
      given(severity, ['arn', 'string', 'x']),
      /^arn: expected text matching/,
    ],
    [
      'text that is not JSON',
      given(severity, ['filters', 'string', '{']),
      /^filters: expected JSON text\.$/,
    ],
    [
      'too many items',
      given(severity, ['filters', 'string', '[{"name":"a"},{"name":"b"}]']),
      /^filters: expected at most 1 items\.$/,
    ],
    [
      'an unknown key',
      given(severity, ['filters', 'string', '[{"name":"a","x":1}]']),
      /^filters: expected only the documented keys\.$/,
    ],
    [
      'a value of the wrong type',
      given(severity, ['filters', 'string', '3']),
      /^filters: expected a value of type array\.$/,
    ],
    [
      'every wrong value at once',
      given(['severity', 'string', 'x'], ['limit', 'integer', '99']),
      /severity: .*; limit: /,
    ],
  ])('describes the expected value instead of %s', (_, parameters, problem) => {
    expect(readArguments(tool, parameters)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('never repeats a given value', () => {
    const secretive = given(['severity', 'string', 'canary'], ['limit', 'integer', 'canary']);
    expect(JSON.stringify(readArguments(tool, secretive))).not.toContain('canary');
  });

  it('reports that a tool has no parameters', () => {
    const bare = { schema: z.strictObject({}), jsonTextParameters: [] };
    expect(readArguments(bare, given(severity))).toEqual({
      problem: 'The tool has no parameters.',
    });
  });

  it('knows the parameters of the generated tools', () => {
    const { list_findings: listFindings } = toolArguments;
    if (listFindings === undefined) throw new Error('list_findings is missing');
    expect(readArguments(listFindings, given(['severity', 'string', 'CRITICAL']))).toEqual({
      arguments: { severity: 'CRITICAL', limit: 20 },
    });
    expect(readArguments(listFindings, given(['nope', 'string', 'x']))).toEqual({
      problem: expect.stringContaining('severity'),
    });
  });
});
