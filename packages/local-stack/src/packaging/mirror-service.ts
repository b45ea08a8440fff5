import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';

const configurationFile = 'serverless.yml';

/** What the deploy tool and this stack write; everything else of the service is seen by a packaging. */
const ownFolders = new Set(['.esbuild', '.git', '.hopwise', '.serverless']);

/**
 * A folder of links to what the service consists of. Wherever its result goes, the deploy tool builds in
 * `.serverless` and `.esbuild` of the service's folder: here it has a pair of its own, and neither a
 * deployment nor another packaging at the same time is disturbed.
 */
export const mirrorService = async (serviceDirectory: string): Promise<string> => {
  const folder = join(serviceDirectory, '.hopwise');
  await mkdir(folder, { recursive: true });
  const mirror = await mkdtemp(join(folder, 'service-'));
  for (const entry of await readdir(serviceDirectory)) {
    if (!ownFolders.has(entry)) await symlink(join(serviceDirectory, entry), join(mirror, entry));
  }
  // A configuration file that is a link counts as none.
  await rm(join(mirror, configurationFile));
  await copyFile(join(serviceDirectory, configurationFile), join(mirror, configurationFile));
  return mirror;
};
