import { readFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { generatedFiles } from './generated-files.ts';

const root = resolve(import.meta.dirname, '../../..');

const files = Object.entries(await generatedFiles()).map(
  ([path, text]) => [relative(root, path), text] as const,
);

describe('generated files', () => {
  it.each(files)(
    '%s is current (otherwise run `npx -y pnpm@12 run generate`)',
    async (path, text) => {
      expect(await readFile(resolve(root, path), 'utf8')).toBe(text);
    },
  );
});
