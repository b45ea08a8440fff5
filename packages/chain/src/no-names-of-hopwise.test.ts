import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../../..');

const sourcesOf = async (folder: string): Promise<readonly string[]> =>
  (await readdir(join(root, folder), { recursive: true }))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => join(root, folder, file));

/** The logical ids of Hopwise's services, as their files declare them. */
const logicalIds = async (): Promise<readonly string[]> => {
  const folders = await readdir(join(root, 'services'));
  const texts = await Promise.all(
    folders.map((one) =>
      readFile(join(root, 'services', one, 'resources.yml'), 'utf8').catch(() => ''),
    ),
  );
  return texts.flatMap((text) =>
    [...text.matchAll(/^ {2}([A-Z]\w+):\n {4}Type:/gm)].map(([, id = '']) => id),
  );
};

/** Names that are also words of CloudFormation or of a sentence. */
const isWord = (id: string): boolean => /^(?:UserPool|UserPoolDomain|ResourceServer)$/.test(id);

describe('the doctor and the chain', () => {
  it('name no logical id of the template of Hopwise', async () => {
    const ids = (await logicalIds()).filter((id) => !isWord(id));
    expect(ids.length).toBeGreaterThan(15);
    const files = (
      await Promise.all(['packages/chain/src', 'packages/doctor/src'].map(sourcesOf))
    ).flat();
    const named = await Promise.all(
      files.map(async (file) => {
        const text = await readFile(file, 'utf8');
        return ids
          .filter((id) => new RegExp(`\\b${id}\\b`).test(text))
          .map((id) => `${file}: ${id}`);
      }),
    );
    expect(named.flat()).toEqual([]);
  });
});
