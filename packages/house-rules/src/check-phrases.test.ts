import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { repositoryRoot } from './repository/root.ts';

const folder = mkdtempSync(join(repositoryRoot, 'packages/house-rules/untracked-'));
const check = (...paths: string[]) => {
  const script = join(repositoryRoot, 'packages/house-rules/src/check-phrases.ts');
  const { status, stdout } = spawnSync(process.execPath, [script, ...paths], { encoding: 'utf8' });
  return { status, stdout };
};

beforeAll(() => {
  mkdirSync(join(folder, 'node_modules'));
  writeFileSync(join(folder, 'node_modules', 'ignored.md'), 'It takes IAM.\n');
  writeFileSync(join(folder, 'right.md'), 'Hop 3 needs IAM.\n');
  writeFileSync(join(folder, 'wrong.ts'), "\nconst hop = 'Hop 3 takes IAM.';\n");
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('check-phrases', () => {
  it('prints the phrases of files that git does not ignore, and exits with 1', () => {
    const wrong = relative(repositoryRoot, join(folder, 'wrong.ts'));
    expect(check(folder)).toEqual({
      status: 1,
      stdout: `${wrong}:2 takes → accepts, has, uses\n\n1 phrase to replace.\n`,
    });
  });

  it('prints nothing for files without a phrase', () => {
    expect(check(join(folder, 'right.md'))).toEqual({ status: 0, stdout: '' });
  });
});
