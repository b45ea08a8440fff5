import { commands } from '../src/commands/commands.ts';
import { runHopwise } from '../src/run-hopwise.ts';
import { capturedTerminal } from './captured-terminal.ts';

/** Runs one command line of `hopwise` and returns its exit code and output. */
export const runCli = async (serviceDirectory: string, ...args: readonly string[]) => {
  const { terminal, written } = capturedTerminal();
  const { signal } = new AbortController();
  const code = await runHopwise(args, commands, { terminal, serviceDirectory, signal });
  return { code, ...written };
};
