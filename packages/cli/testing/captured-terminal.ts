import { Writable } from 'node:stream';
import type { Terminal } from '../src/command-line/command.ts';
import { terminalOutput } from '../src/command-line/terminal-output.ts';

/** A terminal that keeps everything written to it. */
export const capturedTerminal = () => {
  const written = { stdout: '', stderr: '' };
  const sink = (name: keyof typeof written): Writable =>
    new Writable({
      write(chunk, _encoding, done) {
        written[name] += String(chunk);
        done();
      },
    });
  const terminal: Terminal = {
    stdout: terminalOutput(sink('stdout')),
    stderr: terminalOutput(sink('stderr')),
    colour: false,
    interactive: false,
  };
  return { terminal, written };
};
