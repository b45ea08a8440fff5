/** Runs a command while twice as many processes as processors keep the machine busy. It exits with the command's code. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new RangeError('The arguments are a command and its arguments.');

const hogs = Array.from({ length: 2 * availableParallelism() }, () =>
  spawn(process.execPath, ['-e', 'for (;;);'], { stdio: 'ignore' }),
);
try {
  const [code] = await once(spawn(command, args, { stdio: 'inherit' }), 'exit');
  process.exitCode = code ?? 1;
} finally {
  for (const hog of hogs) hog.kill('SIGKILL');
}
