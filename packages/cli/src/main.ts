import { resolve } from 'node:path';
import { terminalOutput } from './command-line/terminal-output.ts';
import { runHopwise } from './run-hopwise.ts';

const ending = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => ending.abort());
}
// A reader such as `head` can close the pipe early. End as after Ctrl-C, so that everything is closed.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', () => ending.abort());
}

process.exitCode = await runHopwise(process.argv.slice(2), {
  serviceDirectory: resolve(import.meta.dirname, '../../..'),
  signal: ending.signal,
  terminal: {
    stdout: terminalOutput(process.stdout),
    stderr: terminalOutput(process.stderr),
    interactive: process.stderr.isTTY === true,
    colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
  },
});
