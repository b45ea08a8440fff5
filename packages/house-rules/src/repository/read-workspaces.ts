import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { listFiles } from './list-files.ts';
import { repositoryRoot } from './root.ts';

/** A workspace: its name, its folder relative to the root, and its `exports`. */
export type Workspace = {
  readonly name: string;
  readonly folder: string;
  readonly exports: Record<string, string>;
};

/** Reads `package.json` of each workspace. Skips entries of `exports` with conditions. */
export const readWorkspaces = (): Workspace[] =>
  listFiles()
    .filter((file) => /^(?:packages|services)\/[^/]+\/package\.json$/.test(file))
    .map((file) => {
      const manifest = JSON.parse(readFileSync(join(repositoryRoot, file), 'utf8'));
      const entries = Object.entries<unknown>(manifest.exports ?? {});
      return {
        name: manifest.name,
        folder: dirname(file),
        exports: Object.fromEntries(
          entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        ),
      };
    });
