/**
 * Entry of a child process: `node record-loaded-modules.ts SERVICE_DIRECTORY ARGUMENT...` runs one command line of
 * `hopwise`. Prints the exit code and the paths of the loaded modules as JSON, in place of the command's output.
 */
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const modules: string[] = [];
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) modules.push(fileURLToPath(url));
    return next(url, context);
  },
});

const { runCli } = await import('./run-cli.ts');
const [serviceDirectory = '', ...args] = process.argv.slice(2);
const { code } = await runCli(serviceDirectory, ...args);
const ofCommand = modules.filter((path) => !path.startsWith(import.meta.dirname));
process.stdout.write(JSON.stringify({ code, modules: ofCommand }));
