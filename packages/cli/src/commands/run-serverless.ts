import { spawn } from 'node:child_process';
import { serverlessCommand } from '@hopwise/local-stack/packaging/package-service';
import type { RunCommand } from '../command-line/command.ts';

/** Runs the installed deploy tool in the service directory, without npx and pnpm. Returns its exit code. */
export const runServerless: RunCommand = ({ positionals, serviceDirectory, signal }) =>
  new Promise((resolve, reject) => {
    const command = [...process.execArgv, serverlessCommand(serviceDirectory), ...positionals];
    const child = spawn(process.execPath, command, {
      cwd: serviceDirectory,
      // The tool looks for newer versions of itself otherwise.
      env: { ...process.env, SLS_NOTIFICATIONS_MODE: 'off' },
      stdio: 'inherit',
    });
    signal.addEventListener('abort', () => child.kill(), { once: true });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
