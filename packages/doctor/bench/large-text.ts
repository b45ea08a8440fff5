import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const fixtures = resolve(import.meta.dirname, '../fixtures');
export const resources = 500;

/** The resources of every fixture, repeated under new names until there are enough. */
export const largeTemplate = async (): Promise<string> => {
  const files = (await readdir(fixtures)).filter(
    // Earlier commits refuse a repeated key.
    (file) => file.endsWith('.yml') && !file.startsWith('key-repeated'),
  );
  const texts = await Promise.all(files.map((file) => readFile(resolve(fixtures, file), 'utf8')));
  const blocks = texts.map((text) => text.split('Resources:\n')[1] ?? '');
  const parts: string[] = [];
  for (let count = 0, copy = 0; count < resources; copy += 1) {
    const block = blocks[copy % blocks.length] ?? '';
    const names = [...block.matchAll(/^ {2}([A-Za-z]+):$/gm)].map(([, name = '']) => name);
    const renamed = names.reduce(
      (text, name) =>
        text.replaceAll(new RegExp(`(?<![A-Za-z:])${name}(?![A-Za-z])`, 'g'), `${name}${copy}`),
      block,
    );
    parts.push(renamed);
    count += names.length;
  }
  return `Resources:\n${parts.join('')}`;
};
