import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { expect, it } from '@jest/globals';
import { staticCodes } from './word-finding.ts';

const root = resolve(import.meta.dirname, '../../../..');

/** First sentence of a code's section. */
const meaningOf = (page: string, code: string): string =>
  new RegExp(`^## ${code}\\n\\n(.+?\\.)(?:\\s|$)`, 'm').exec(page)?.[1] ?? '';

it('the README lists every static code, in the words of docs/findings.md', async () => {
  const [page, readme] = await Promise.all(
    ['docs/findings.md', 'packages/doctor/README.md'].map((file) =>
      readFile(resolve(root, file), 'utf8'),
    ),
  );
  const rows = staticCodes.map(
    (code) =>
      `| [${code}](../../docs/findings.md#${code.toLowerCase()}) | ${meaningOf(page ?? '', code)} |`,
  );
  const [, section = ''] = (readme ?? '').split('\n## What a template shows\n');
  const table = section.split('\n## ')[0] ?? '';
  expect(table.split('\n').filter((line) => line.startsWith('| ['))).toEqual(rows);
});
