import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { specifiedTypesSource } from '../testing/deployment/specified-types-source.ts';

await writeFile(
  resolve(import.meta.dirname, '../generated/property-types.ts'),
  specifiedTypesSource(),
);
