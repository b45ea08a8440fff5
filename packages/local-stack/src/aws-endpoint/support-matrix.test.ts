import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { supportMatrix, unlistedOperations } from '../../testing/support-matrix/support-matrix.ts';
import { withSupportMatrix } from '../../testing/support-matrix/support-matrix-section.ts';

describe('the support matrix of the README', () => {
  it('is what the operation map says: `pnpm --filter local-stack run generate` writes it anew', async () => {
    const readme = await readFile(resolve(import.meta.dirname, '../../README.md'), 'utf8');
    expect(withSupportMatrix(readme, supportMatrix())).toBe(readme);
  });

  it('leaves no operation out', () => {
    expect(unlistedOperations()).toEqual([]);
  });
});
