import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { templateCodes } from '../src/catalogue/catalogue.ts';

const root = resolve(import.meta.dirname, '../../..');

/** First sentence of a code's section. */
const meaningOf = (page: string, code: string): string =>
  new RegExp(`^## ${code}\\n\\n(.+?\\.)(?:\\s|$)`, 'm').exec(page)?.[1] ?? '';

it('the README lists every code of a template, in the words of docs/findings.md', async () => {
  const [page, readme] = await Promise.all(
    ['docs/findings.md', 'packages/doctor/README.md'].map((file) =>
      readFile(resolve(root, file), 'utf8'),
    ),
  );
  const rows = templateCodes.map((code) => [
    `[${code}](../../docs/findings.md#${code.toLowerCase()})`,
    meaningOf(page ?? '', code),
  ]);
  const [, section = ''] = (readme ?? '').split('\n## What a template shows\n');
  const table = section.split('\n## ')[0] ?? '';
  const listed = table
    .split('\n')
    .filter((line) => line.startsWith('| ['))
    .map((line) => line.slice(2, -2).split(' | '));
  expect(listed.map(([code, , , meaning]) => [code, meaning])).toEqual(rows);
});
