import { readdirSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { join } from 'node:path';

type Manifest = {
  readonly exports: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
};

const shippable =
  /^(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/[a-z0-9/-]+\.(?:js|d\.ts))$/;
const specifiers = /\b(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g;

const packageOf = (specifier: string): string =>
  specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');

const isDeclared = (name: string, { dependencies, peerDependencies }: Manifest): boolean =>
  [name, `@types/${name}`].some((each) => each in dependencies || each in peerDependencies);

const foreignImports = (source: string, manifest: Manifest): string[] =>
  [...source.matchAll(specifiers)]
    .map(([, specifier = '']) => specifier)
    .filter((specifier) => !specifier.startsWith('.') && !isBuiltin(specifier))
    .map(packageOf)
    .filter((name) => !isDeclared(name, manifest));

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .filter((path) => !path.startsWith('node_modules/'));

/** Problems with the files of an installed package, one line each. */
export const packageFindings = (folder: string): string[] => {
  const manifestText = readFileSync(join(folder, 'package.json'), 'utf8');
  const manifest = JSON.parse(manifestText) as Manifest;
  const files = filesOf(folder);
  const missing = Object.values(manifest.exports).filter((path) => !files.includes(path.slice(2)));
  const foreign = files
    .filter((path) => path.startsWith('dist/'))
    .flatMap((path) =>
      foreignImports(readFileSync(join(folder, path), 'utf8'), manifest).map(
        (name) => `${path} imports ${name}, which is not declared`,
      ),
    );
  return [
    ...files
      .filter((path) => !shippable.test(path))
      .map((path) => `${path} must not be in the package`),
    ...missing.map((path) => `exports lists ${path}, which does not exist`),
    ...(/"(?:workspace|catalog):/.test(manifestText)
      ? ['package.json has a workspace: or catalog: version']
      : []),
    ...foreign,
  ];
};
