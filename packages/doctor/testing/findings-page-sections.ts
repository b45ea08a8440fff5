import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The text of `docs/findings.md`. */
export const findingsPageText = await readFile(
  resolve(import.meta.dirname, '../../../docs/findings.md'),
  'utf8',
);

/** The sections of the page by code. */
export const findingsPageSections: ReadonlyMap<string, string> = new Map(
  findingsPageText
    .split(/^## /m)
    .slice(1)
    .map((text) => [text.split('\n')[0] ?? '', text] as const)
    .filter(([heading]) => /^[A-Z_0-9]+$/.test(heading)),
);
