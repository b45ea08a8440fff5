import { readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { listFiles } from '../repository/list-files.ts';
import { readWorkspaces, type Workspace } from '../repository/read-workspaces.ts';
import { repositoryRoot } from '../repository/root.ts';
import { readImports } from './read-imports.ts';

/** One file of the repository imports another; paths are relative to the root, `line` counts from 1. */
export type ImportEdge = { readonly from: string; readonly to: string; readonly line: number };

const entryTarget = ({ exports }: Workspace, subpath: string): string | undefined => {
  const exact = exports[subpath];
  if (exact) {
    return exact;
  }
  for (const [entry, target] of Object.entries(exports)) {
    const [before = '', after] = entry.split('*');
    if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after)) {
      return target.replace('*', subpath.slice(before.length, subpath.length - after.length));
    }
  }
  return undefined;
};

/**
 * The file that an import names.
 * @returns a path relative to the root, or `undefined` for a package that is not a workspace
 */
const resolveImport = (
  from: string,
  specifier: string,
  workspaces: Workspace[],
): string | undefined => {
  if (specifier.startsWith('.')) {
    return posix.join(dirname(from), specifier);
  }
  const workspace = workspaces.find(({ name }) => specifier.startsWith(`${name}/`));
  const target = workspace && entryTarget(workspace, `.${specifier.slice(workspace.name.length)}`);
  return workspace && target ? posix.join(workspace.folder, target) : undefined;
};

const isScript = (file: string): boolean => /\.(?:ts|tsx|mjs|cjs|js)$/.test(file);

/** Reads every import between two files of the repository, including tests and generated files. */
export const readImportGraph = (): ImportEdge[] => {
  const workspaces = readWorkspaces();
  return listFiles()
    .filter(isScript)
    .flatMap((from) =>
      readImports(from, readFileSync(join(repositoryRoot, from), 'utf8')).flatMap(
        ({ specifier, line }) => {
          const to = resolveImport(from, specifier, workspaces);
          return to === undefined ? [] : [{ from, to, line }];
        },
      ),
    );
};
