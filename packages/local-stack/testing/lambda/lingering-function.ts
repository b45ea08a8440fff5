import type { FunctionSource } from './lambda-fixture.ts';

/**
 * A function that starts a process in another process group and session, logs both process ids, and never ends.
 * For Linux.
 */
export const lingeringFunction: FunctionSource = {
  timeoutMs: 600_000,
  files: {
    'src/handler.js': `
      const { execFileSync } = require('node:child_process');
      exports.handler = async (event) => {
        const start = 'setsid sleep 600 >/dev/null 2>&1 & echo $!';
        const detached = execFileSync('sh', ['-c', start], { encoding: 'utf8' }).trim();
        console.log('lingers', process.pid, detached);
        while (event.loops);
        return 'done';
      };`,
  },
};

/** The process ids of the function and of its detached process. */
export const lingeringPids = (line: string): readonly number[] =>
  (/lingers (\d+) (\d+)/.exec(line) ?? []).slice(1).map(Number);
