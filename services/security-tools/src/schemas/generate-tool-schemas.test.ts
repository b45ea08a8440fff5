import { readFileSync } from 'node:fs';
import { toolArguments } from '@hopwise/contracts/generated/tool-arguments.ts';
import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { defineTool } from '../tool.ts';
import { toolCatalogue } from '../tool-catalogue.ts';
import { generateToolSchemas } from './generate-tool-schemas.ts';
import { toolSchemaOf } from './input-schema.ts';
import { withToolTable } from './tool-table.ts';

const folder = new URL('../../../../packages/contracts/generated/', import.meta.url);

const toolWith = (shape: Record<string, z.ZodMiniType>, name = 'tool') =>
  defineTool({
    name,
    description: 'A tool.',
    input: z.strictObject(shape),
    run: async () => ({ ok: true as const, summary: '' }),
  });

const generated = (shape: Record<string, z.ZodMiniType>, name?: string) => {
  const files = generateToolSchemas([toolWith(shape, name)]);
  return {
    gateway: JSON.parse(files['gateway-tools.json'] ?? ''),
    agent: JSON.parse(files['agent-functions.json'] ?? ''),
    module: files['tool-arguments.ts'] ?? '',
  };
};

describe('generated files', () => {
  it.each(Object.entries(generateToolSchemas(toolCatalogue)))(
    '%s is current (if not, run the script `generate` of this workspace)',
    (name, text) => {
      expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text);
    },
  );

  it('README.md has the current table of the tools', () => {
    const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(readme).toBe(withToolTable(readme, toolCatalogue.map(toolSchemaOf)));
  });

  it('lists every allowed value in the description, because neither schema supports enums', () => {
    const parameters = toolCatalogue
      .flatMap((tool) => Object.values(toolSchemaOf(tool).properties))
      .filter((node) => node.enum !== undefined);
    expect(parameters.length).toBeGreaterThan(0);
    for (const { description, enum: values = [] } of parameters) {
      expect(description).toContain(`One of: ${values.join(', ')}.`);
    }
  });
});

describe('toolArguments', () => {
  const accepts = (tool: string, value: unknown) =>
    toolArguments[tool]?.schema.safeParse(value).success;

  it('contains the tools of the catalogue', () => {
    expect(Object.keys(toolArguments)).toEqual(toolCatalogue.map(({ name }) => name));
  });

  it.each([
    ['list_findings', {}],
    ['list_findings', { limit: 0 }],
    ['list_findings', { limit: 1 }],
    ['list_findings', { limit: 50 }],
    ['list_findings', { limit: 51 }],
    ['list_findings', { limit: 1.5 }],
    ['list_findings', { severity: 'CRITICAL', service: 'guardduty', resource_type: 's3-bucket' }],
    ['list_findings', { severity: 'critical' }],
    ['list_findings', { unknown: 1 }],
    ['explain_finding', {}],
    ['explain_finding', { finding_id: '' }],
    ['explain_finding', { finding_id: 'x'.repeat(512) }],
    ['explain_finding', { finding_id: 'x'.repeat(513) }],
    ['check_security_services', { service: 'inspector' }],
    ['check_security_services', null],
  ])('agrees with the tool %s about %j', (name, value) => {
    const tool = toolCatalogue.find((candidate) => candidate.name === name);
    expect(accepts(name, value)).toBe(tool?.input.safeParse(value).success);
  });

  it('applies defaults', () => {
    expect(toolArguments.list_findings?.schema.parse({})).toEqual({ limit: 20 });
  });
});

describe('generateToolSchemas', () => {
  it('keeps only the keywords that a gateway schema supports', () => {
    const { gateway } = generated({
      ids: z.array(z.string()).check(z.describe('Some ids.')),
      depth: z._default(z.int().check(z.gte(1), z.lte(3), z.describe('Depth.')), 2),
    });
    expect(gateway[0].InputSchema).toEqual({
      Type: 'object',
      Properties: {
        ids: { Type: 'array', Description: 'Some ids.', Items: { Type: 'string' } },
        depth: { Type: 'integer', Description: 'Depth.' },
      },
      Required: ['ids'],
    });
  });

  it('declares arrays and objects as JSON text to the agent and to the proxy', () => {
    const { agent, module } = generated({
      ids: z.array(z.string()).check(z.describe('Some ids.')),
      range: z.optional(z.strictObject({ from: z.int() }).check(z.describe('A range.'))),
    });
    expect(agent[0].Parameters).toEqual({
      ids: { Type: 'string', Description: 'JSON text of an array. Some ids.', Required: true },
      range: { Type: 'string', Description: 'JSON text of an object. A range.', Required: false },
    });
    expect(module).toContain("jsonTextParameters: ['ids', 'range']");
    expect(module).toContain("range: z.optional(z.strictObject({ 'from': z.int() }))");
  });

  it('escapes patterns and quotes', () => {
    const { module } = generated({
      id: z.string().check(z.regex(/^it's\d$/), z.describe('An id.')),
    });
    expect(module).toContain("z.regex(new RegExp('^it\\'s\\\\d$'))");
  });

  const text = z.optional(z.string().check(z.describe('Text.')));
  it.each([
    ['six parameters', { a: text, b: text, c: text, d: text, e: text, f: text }, /more than 5/],
    ['a parameter without description', { a: z.string() }, /description is missing/],
    ['a long description', { a: z.string().check(z.describe('x'.repeat(501))) }, /too long/],
    ['a union', { a: z.union([z.string(), z.int()]).check(z.describe('x')) }, /anyOf/],
  ])('refuses %s', (_, shape, message) => {
    expect(() => generated(shape)).toThrow(message);
  });

  it('refuses a name that is not valid for an agent', () => {
    expect(() => generated({ a: text }, 'my__tool')).toThrow(/function name/);
  });
});
