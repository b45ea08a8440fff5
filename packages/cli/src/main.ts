import { resolve } from 'node:path';
import { runHopwise } from './run-hopwise.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => ending.abort());
// A reader that leaves early, such as `head`, ends the program as the user would: what it opened is closed.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => ending.abort());

process.exitCode = await runHopwise(process.argv.slice(2), {
  serviceDirectory: resolve(import.meta.dirname, '../../..'),
  signal: ending.signal,
  terminal: {
    stdout: process.stdout,
    stderr: process.stderr,
    interactive: process.stderr.isTTY === true,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  },
});
