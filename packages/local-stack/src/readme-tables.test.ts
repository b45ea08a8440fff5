import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { propertyPage } from '../testing/readme-tables/property-page.ts';
import { withReadmeTables } from '../testing/readme-tables/readme-tables.ts';
import { unlistedOperations } from '../testing/readme-tables/support-matrix.ts';

describe('the generated tables of the README', () => {
  it('are current: `npx -y pnpm@12 --filter local-stack run generate` writes them', async () => {
    const readme = await readFile(resolve(import.meta.dirname, '../README.md'), 'utf8');
    expect(withReadmeTables(readme)).toBe(readme);
  });

  it('and the page of properties are current', async () => {
    const page = await readFile(resolve(import.meta.dirname, '../resource-properties.md'), 'utf8');
    expect(propertyPage()).toBe(page);
  });

  it('include every operation', () => {
    expect(unlistedOperations()).toEqual([]);
  });
});
