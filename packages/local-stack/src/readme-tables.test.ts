import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { withReadmeTables } from '../testing/readme-tables/readme-tables.ts';
import { unlistedOperations } from '../testing/readme-tables/support-matrix.ts';

describe('the generated tables of the README', () => {
  it('are current: `npx -y pnpm@12 --filter local-stack run generate` writes them', async () => {
    const readme = await readFile(resolve(import.meta.dirname, '../README.md'), 'utf8');
    expect(withReadmeTables(readme)).toBe(readme);
  });

  it('include every operation', () => {
    expect(unlistedOperations()).toEqual([]);
  });
});
