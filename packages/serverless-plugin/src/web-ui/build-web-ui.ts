import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** Builds the web UI and returns the path of `services/web-ui/dist`. Throws when the build fails; the build prints why. */
export const buildWebUi = async (serviceDirectory: string): Promise<string> => {
  const webUi = join(serviceDirectory, 'services', 'web-ui');
  const vite = join(webUi, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: webUi,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`The web UI could not be built (exit ${code}).`);
  return join(webUi, 'dist');
};
