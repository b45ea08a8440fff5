import { isAbsolute, relative, resolve, sep } from 'node:path';

/**
 * The path of a file as services that show a report find it: from the root of the checkout of GitHub Actions, or else from the current
 * folder, with slashes. A file outside keeps its absolute path.
 */
export const pathInReport = (
  path: string,
  { root = process.env.GITHUB_WORKSPACE, folder = process.cwd() } = {},
): string => {
  const absolute = resolve(folder, path);
  for (const base of [root, folder]) {
    const below = base === undefined || base === '' ? absolute : relative(base, absolute);
    const isBelow = !isAbsolute(below) && below !== '..' && !below.startsWith(`..${sep}`);
    if (isBelow) return below.replaceAll(sep, '/');
  }
  return absolute;
};
