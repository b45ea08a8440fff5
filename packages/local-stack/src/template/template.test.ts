import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parseTemplate, readTemplate } from './template.ts';
import { TemplateError } from './template-error.ts';

const folders: string[] = [];

const fileWith = async (text: string): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'hopwise-test-'));
  folders.push(folder);
  const path = join(folder, 'template.json');
  await writeFile(path, text);
  return path;
};

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true });
});

describe('readTemplate', () => {
  it('reads resources and keeps unknown members', async () => {
    const text = '{"Resources":{"A":{"Type":"T","DependsOn":"B"},"B":{"Type":"T"}}}';
    expect(await readTemplate(await fileWith(text))).toEqual(JSON.parse(text));
  });

  it('names a file that is not JSON or does not exist', async () => {
    const path = await fileWith('Resources: {}');
    await expect(readTemplate(path)).rejects.toThrow(`The template ${path} is not JSON.`);
    await expect(readTemplate(`${path}.no`)).rejects.toThrow(/cannot be read/);
  });

  it('refuses a repeated key, with both lines', async () => {
    const path = await fileWith(
      '{"Resources": {\n"A": {"Type": "T"},\n\n"\\u0041": {"Type": "U"}\n}}',
    );
    await expect(readTemplate(path)).rejects.toThrow(
      `The template ${path} has the key "A" twice in one object, in lines 2 and 4.`,
    );
  });

  it.each(['A-b', '', 'Rôle', 'A\n', '\u001b[2J', 'A'.repeat(256)])(
    'refuses the logical id %j, as CloudFormation does',
    (id) => {
      const template = { Resources: { Good1: { Type: 'T' }, [id]: { Type: 'T' } } };
      expect(() => parseTemplate(template, 't')).toThrow(
        `The template t has a resource ${JSON.stringify(id)}. A logical id has only letters`,
      );
    },
  );

  it.each(['properties', 'Propertys', 'dependsOn', '\u001b[2J'])(
    'refuses the member %j of a resource, as CloudFormation does',
    (member) => {
      const template = { Resources: { Ip: { Type: 'T', [member]: {} } } };
      expect(() => parseTemplate(template, 't')).toThrow(
        `has a resource Ip with the member ${JSON.stringify(member)}, expected only Type, Properties,`,
      );
    },
  );

  it('names the malformed place', () => {
    expect(() => parseTemplate({ Resources: { A: {} } }, 't')).toThrow(TemplateError);
    expect(() => parseTemplate({ Resources: { A: {} } }, 't')).toThrow(/at Resources.A.Type/);
    expect(() => parseTemplate([], 't')).toThrow(/at its root/);
  });
});
