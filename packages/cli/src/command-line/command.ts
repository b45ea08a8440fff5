import type { ParseArgsOptionsConfig } from 'node:util';
import type { TerminalOutput } from './terminal-output.ts';

/** Where a command writes. */
export type Terminal = {
  readonly stdout: TerminalOutput;
  readonly stderr: TerminalOutput;
  readonly colour: boolean;
  /** Whether stderr is a terminal, which can show progress. */
  readonly interactive: boolean;
};

/** An option that can be repeated is an array. */
export type OptionValue = string | boolean | readonly (string | boolean)[] | undefined;

export type CommandInput = {
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** The folder with `serverless.yml`. */
  readonly serviceDirectory: string;
  /** Where the codes of a report are explained, if not in `docs/findings.md` of the repository. */
  readonly findingsPage?: string | undefined;
  /** Aborts when the user ends the program. */
  readonly signal: AbortSignal;
};

/** One subcommand of `hopwise`. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  /** Arguments and options after `hopwise <name>` in the first line of the help. */
  readonly synopsis: string;
  /** Lines of the help below the summary. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  /** Whether the command accepts arguments besides options. */
  readonly acceptsPositionals?: true;
  /** The option to suggest for an argument that the command does not accept. */
  readonly optionForArgument?: string;
  /** Whether the command gets its arguments as they are, also `--help`. */
  readonly passesArguments?: true;
  /** Loads the code of the command, which the help and the other commands do not need. */
  load(): Promise<RunCommand>;
};

/** Runs one command. Returns its exit code. */
export type RunCommand = (input: CommandInput) => Promise<number>;

/** The command line is wrong. The message says what is correct. Exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
