import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { findingsPage } from './findings-page.ts';
import { withTables } from './readme-tables.ts';
import { resourcePropertiesSource } from './resource-properties-source.ts';
import { findingCodesSource, liveChecksSource, rulesSource } from './source-lists.ts';

const root = join(import.meta.dirname, '../../..');
const readme = join(root, 'packages/doctor/README.md');

/** The text of each generated file, by its path. */
export const generatedFiles = async (): Promise<Readonly<Record<string, string>>> => ({
  [join(root, 'docs/findings.md')]: findingsPage(),
  [readme]: withTables(await readFile(readme, 'utf8')),
  [join(root, 'packages/contracts/src/codes/finding-codes.ts')]: findingCodesSource(),
  [join(root, 'packages/doctor/generated/resource-properties.json')]: resourcePropertiesSource(),
  [join(root, 'packages/doctor/src/rules/rules.ts')]: await rulesSource(),
  [join(root, 'packages/doctor/src/live/checks/live-checks.ts')]: await liveChecksSource(),
});
