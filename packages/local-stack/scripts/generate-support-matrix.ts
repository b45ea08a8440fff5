import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { supportMatrix } from '../testing/support-matrix/support-matrix.ts';
import { withSupportMatrix } from '../testing/support-matrix/support-matrix-section.ts';

const readme = resolve(import.meta.dirname, '../README.md');

await writeFile(readme, withSupportMatrix(await readFile(readme, 'utf8'), supportMatrix()));
