import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const auth = join(import.meta.dirname, '..');

/** A project outside this workspace with the packed package installed. */
export type PackedProject = {
  readonly folder: string;
  readonly tarball: string;
  /** Runs an executable from the project's `node_modules/.bin`. */
  run(binary: string, ...args: string[]): void;
  remove(): void;
};

const pnpm = (cwd: string, ...args: string[]): void => {
  const command = process.env.npm_execpath;
  if (command === undefined) {
    throw new Error('Run this with npx -y pnpm@12 --filter auth run test:package');
  }
  execFileSync(command, args, { cwd, stdio: ['ignore', 'inherit', 'inherit'] });
};

/** The version that this workspace uses. */
const installedVersion = (folder: string, name: string): string => {
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return version;
};

const manifestOf = (tarball: string): object => ({
  name: 'adopter',
  private: true,
  type: 'module',
  dependencies: {
    '@hopwise/auth': `file:${tarball}`,
    '@middy/core': installedVersion(auth, '@middy/core'),
  },
  devDependencies: {
    '@types/node': installedVersion(join(auth, '../..'), '@types/node'),
    typescript: installedVersion(join(auth, 'release-checks'), 'typescript'),
  },
});

const pack = (destination: string): string => {
  pnpm(auth, 'pack', '--pack-destination', destination);
  const tarball = readdirSync(destination).find((name) => name.endsWith('.tgz'));
  if (tarball === undefined) throw new Error('pnpm pack created no tarball.');
  return join(destination, tarball);
};

const install = (root: string): Omit<PackedProject, 'remove'> => {
  const tarball = pack(root);
  const folder = join(root, 'adopter');
  mkdirSync(folder);
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifestOf(tarball)));
  pnpm(folder, 'install', '--prefer-offline', '--ignore-workspace');
  return {
    folder,
    tarball,
    run(binary, ...args) {
      execFileSync(join(folder, 'node_modules/.bin', binary), args, {
        cwd: folder,
        stdio: 'inherit',
      });
    },
  };
};

/** Packs this package, and installs the tarball and its dependencies in a new project. */
export const createPackedProject = (): PackedProject => {
  const root = mkdtempSync(join(tmpdir(), 'hopwise-auth-package-'));
  const remove = () => rmSync(root, { recursive: true, force: true });
  try {
    return { ...install(root), remove };
  } catch (error) {
    remove();
    throw error;
  }
};
