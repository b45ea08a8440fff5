import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { propertyPage } from '../testing/readme-tables/property-page.ts';
import { withReadmeTables } from '../testing/readme-tables/readme-tables.ts';

const readme = resolve(import.meta.dirname, '../README.md');

await writeFile(readme, withReadmeTables(await readFile(readme, 'utf8')));
await writeFile(resolve(import.meta.dirname, '../resource-properties.md'), propertyPage());
