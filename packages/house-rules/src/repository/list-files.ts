import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from './root.ts';

/**
 * The repository's files under the given paths: tracked files and untracked files that git does not ignore.
 * @param paths relative to the working directory; by default the whole repository
 * @returns paths relative to the repository's root, sorted
 */
export const listFiles = (paths: string[] = []): string[] => {
  const args = ['ls-files', '-z', '--full-name', '--cached', '--others', '--exclude-standard'];
  const output = execFileSync('git', [...args, '--', ...paths], {
    cwd: paths.length > 0 ? process.cwd() : repositoryRoot,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const files = output.split('\0').filter((file) => file !== '');
  return [...new Set(files)].filter((file) => existsSync(join(repositoryRoot, file))).sort();
};
