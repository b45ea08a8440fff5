import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { asObject } from '@hopwise/template/json';
import { readTemplate } from '@hopwise/template/read-template';
import { TemplateUnreadableError } from '@hopwise/template/template-unreadable-error';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnoseTemplate } from './diagnose-template.ts';

const directory = resolve(import.meta.dirname, '../fixtures');
const files = (await readdir(directory)).filter((file) => file.endsWith('.yml')).sort();
const texts = await Promise.all(files.map((file) => readFile(resolve(directory, file), 'utf8')));
const templates = texts.map((text, index) => readTemplate(text, files[index] ?? ''));

const codesIn = async (template: unknown): Promise<readonly string[]> => {
  const text = JSON.stringify(template);
  const { findings } = await diagnoseTemplate({ text, name: 'stack' });
  return findings.map(({ code }) => code).sort();
};

type Names = ReadonlyMap<string, string>;

const renameInText = (text: string, names: Names): string =>
  text.replace(
    /\$\{([A-Za-z0-9]+)(?=[.}])/g,
    (_whole, name: string) => `\${${names.get(name) ?? name}`,
  );

const renameReference = (key: string, value: unknown, names: Names): unknown => {
  if (key === 'DependsOn' || key === 'Ref') return names.get(String(value)) ?? value;
  if (key !== 'Fn::GetAtt') return rename(value, names);
  const [name = '', ...attribute] = Array.isArray(value) ? value : String(value).split('.');
  return [names.get(name) ?? name, ...attribute];
};

/** A value with every reference to a resource under the resource's new name. */
const rename = (value: unknown, names: Names): unknown => {
  if (typeof value === 'string') return renameInText(value, names);
  if (Array.isArray(value)) return value.map((one) => rename(one, names));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, renameReference(key, inner, names)]),
  );
};

/** Rules recognize the framework's default role by its name. */
const isKnownByName = (logicalId: string): boolean => logicalId === 'IamRoleLambdaExecution';

describe('diagnoseTemplate', () => {
  it('finds the same codes under any names of the resources', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...templates),
        fc.stringMatching(/^[A-Z][A-Za-z0-9]{0,20}$/),
        async (template, prefix) => {
          const names = new Map(
            Object.keys(template.Resources)
              .filter((logicalId) => !isKnownByName(logicalId))
              .map((logicalId, index) => [logicalId, `${prefix}Q${index}`]),
          );
          const renamed = Object.entries(template.Resources).map(([logicalId, value]) => [
            names.get(logicalId) ?? logicalId,
            rename(value, names),
          ]);
          const other = { ...template, Resources: Object.fromEntries(renamed) };
          expect(await codesIn(other)).toEqual(await codesIn(template));
        },
      ),
      { numRuns: 100 },
    );
  });

  it('removes a suppressed finding, and no other', async () => {
    const bad = templates.filter((_one, index) => files[index]?.endsWith('.bad.yml'));
    for (const template of bad) {
      const before = await codesIn(template);
      if (before.some((code) => code.startsWith('SUPPRESSION_'))) continue;
      for (const Code of new Set(before)) {
        const suppressed = Object.entries(template.Resources).map(([logicalId, resource]) => [
          logicalId,
          {
            ...asObject(resource),
            Metadata: { Hopwise: { Suppress: [{ Code, Reason: 'meant' }] } },
          },
        ]);
        const after = await codesIn({ ...template, Resources: Object.fromEntries(suppressed) });
        expect(after.filter((code) => code !== 'SUPPRESSION_UNUSED')).toEqual(
          before.filter((code) => code !== Code),
        );
      }
    }
  });

  it('reports on any text, or rejects with TemplateUnreadableError', async () => {
    const cut = fc
      .tuple(fc.constantFrom(...texts), fc.nat(4_000), fc.nat(20), fc.string({ maxLength: 12 }))
      .map(([text, at, length, put]) => text.slice(0, at) + put + text.slice(at + length));
    await fc.assert(
      fc.asyncProperty(fc.oneof(cut, fc.string(), fc.json()), async (text) => {
        const failure = await diagnoseTemplate({ text, name: 'stack' }).then(
          () => undefined,
          (error: unknown) => error,
        );
        if (failure !== undefined) expect(failure).toBeInstanceOf(TemplateUnreadableError);
      }),
      { numRuns: 300 },
    );
  });
});
