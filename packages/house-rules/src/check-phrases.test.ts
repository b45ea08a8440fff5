import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const script = join(import.meta.dirname, 'check-phrases.ts');
const repository = mkdtempSync(join(tmpdir(), 'check-phrases-'));
const check = (paths: string[], folder = '.') => {
  const { status, stdout } = spawnSync(process.execPath, [script, ...paths], {
    cwd: join(repository, folder),
    encoding: 'utf8',
  });
  return { status, stdout };
};

const wrong = 'a/wrong.ts:2 takes → accepts, has, uses\n';

beforeAll(() => {
  execFileSync('git', ['init', '--quiet'], { cwd: repository });
  mkdirSync(join(repository, 'a'));
  mkdirSync(join(repository, 'ignored'));
  writeFileSync(join(repository, '.gitignore'), 'ignored/\n');
  writeFileSync(join(repository, 'ignored', 'wrong.md'), 'It takes IAM.\n');
  writeFileSync(join(repository, 'right.md'), 'Hop 3 needs IAM.\n');
  writeFileSync(join(repository, 'a', 'wrong.ts'), "\nconst hop = 'Hop 3 takes IAM.';\n");
});
afterAll(() => rmSync(repository, { recursive: true }));

describe('check-phrases', () => {
  it('prints the phrases of all files that git does not ignore, and exits with 1', () => {
    expect(check([])).toEqual({ status: 1, stdout: `${wrong}\n1 phrase to replace.\n` });
  });

  it('prints nothing for files without a phrase', () => {
    expect(check(['right.md'])).toEqual({ status: 0, stdout: '' });
  });

  it('accepts paths relative to the working directory', () => {
    expect(check(['wrong.ts'], 'a')).toEqual({
      status: 1,
      stdout: `${wrong}\n1 phrase to replace.\n`,
    });
    expect(check(['.', '../right.md'], 'a').status).toBe(1);
  });
});
