import type { Command } from './command-line/command.ts';
import { terminalOutput } from './command-line/terminal-output.ts';
import { runHopwise } from './run-hopwise.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** One Ctrl-C can arrive twice, from the terminal and from a parent process. A later one ends the program at once. */
const secondSignalMs = 1_000;

/** Runs the command line of this process with one of `commands`, and sets its exit code. */
export const runProgram = async (
  commands: readonly Command[],
  serviceDirectory: string,
  findingsPage?: string,
): Promise<void> => {
  const ending = new AbortController();
  for (const signal of signals) {
    process.on(signal, () => {
      ending.abort();
      setTimeout(
        () => signals.map((one) => process.removeAllListeners(one)),
        secondSignalMs,
      ).unref();
    });
  }
  // A reader such as `head` can close the pipe early. End as after Ctrl-C, so that everything is closed.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', () => ending.abort());
  }

  process.exitCode = await runHopwise(process.argv.slice(2), commands, {
    serviceDirectory,
    findingsPage,
    signal: ending.signal,
    terminal: {
      stdout: terminalOutput(process.stdout),
      stderr: terminalOutput(process.stderr),
      interactive: process.stderr.isTTY === true,
      colour: process.stdout.isTTY === true && !process.env.NO_COLOR,
    },
  });
};
