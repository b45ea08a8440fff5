import type { ParseArgsOptionsConfig } from 'node:util';

/** Where a command writes, and what it may know of its surroundings. */
export type Terminal = {
  readonly stdout: NodeJS.WritableStream;
  readonly stderr: NodeJS.WritableStream;
  /** Whether a person reads: colour and progress are for terminals alone. */
  readonly colour: boolean;
  readonly interactive: boolean;
};

/** An option that may be repeated is an array. */
export type OptionValue = string | boolean | readonly (string | boolean)[] | undefined;

export type CommandInput = {
  readonly options: Readonly<Record<string, OptionValue>>;
  readonly positionals: readonly string[];
  readonly terminal: Terminal;
  /** Folder of `serverless.yml`. */
  readonly serviceDirectory: string;
  /** Aborts when the user asks the program to end. */
  readonly signal: AbortSignal;
};

/** One subcommand of `hopwise`. */
export type Command = {
  readonly name: string;
  readonly summary: string;
  /** What follows `hopwise <name>`, for the first line of the help. */
  readonly synopsis: string;
  /** A line of help for each option. */
  readonly help: readonly string[];
  readonly options: ParseArgsOptionsConfig;
  /** Whether it takes anything but options. */
  readonly takesPositionals?: true;
  /** Yields the exit code. */
  run(input: CommandInput): Promise<number>;
};

/** The command was used wrongly; the message says how to use it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
