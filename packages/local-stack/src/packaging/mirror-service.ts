import { copyFile, mkdir, mkdtemp, readdir, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ownedPrefix } from '../work-directory/work-directory.ts';

const configurationFile = 'serverless.yml';

/** Folders that the deploy tool and this stack write. The mirror links everything else. */
const ownFolders = new Set(['.esbuild', '.git', '.hopwise', '.serverless']);

/**
 * Creates a folder of links to the service's files. The deploy tool always builds in `.serverless` and
 * `.esbuild` of the folder it runs in, wherever its output goes. With its own folder, this packaging does
 * not disturb a deployment or another packaging.
 */
export const mirrorService = async (serviceDirectory: string): Promise<string> => {
  const folder = join(serviceDirectory, '.hopwise');
  await mkdir(folder, { recursive: true });
  const mirror = await mkdtemp(join(folder, `service-${ownedPrefix()}`));
  try {
    await fill(mirror, serviceDirectory);
  } catch (error) {
    await rm(mirror, { recursive: true, force: true });
    throw error;
  }
  return mirror;
};

const fill = async (mirror: string, serviceDirectory: string): Promise<void> => {
  for (const entry of await readdir(serviceDirectory)) {
    if (!ownFolders.has(entry)) await symlink(join(serviceDirectory, entry), join(mirror, entry));
  }
  // The deploy tool ignores a configuration file that is a link.
  await rm(join(mirror, configurationFile));
  await copyFile(join(serviceDirectory, configurationFile), join(mirror, configurationFile));
};
