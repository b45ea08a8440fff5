import { types } from 'node:util';
import { type Command, type CommandInput, UsageError } from './command-line/command.ts';
import { parseCommandLine } from './command-line/parse-command-line.ts';
import { suggestion } from './command-line/suggestion.ts';

const exitUsage = 2;

type Surroundings = Omit<CommandInput, 'options' | 'positionals'>;

/** Runs one command line with one of `commands`. Returns its exit code: 0 done, 1 failed, 2 wrong command line. */
export const runHopwise = async (
  args: readonly string[],
  commands: readonly Command[],
  surroundings: Surroundings,
): Promise<number> => {
  const { stdout, stderr } = surroundings.terminal;
  try {
    const [name, ...rest] = args;
    if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
      stdout.write(overview(commands));
      return name === undefined ? exitUsage : 0;
    }
    if (name === '--version') {
      stdout.write(`${await readVersion()}\n`);
      return 0;
    }
    const command = commands.find((one) => one.name === name);
    if (!command) throw await unknownCommand(name, commands);
    return await runCommand(command, rest, surroundings);
  } catch (error) {
    stderr.write(`${messageOf(error)}\n`);
    return error instanceof UsageError ? exitUsage : 1;
  }
};

const unknownCommand = async (name: string, commands: readonly Command[]): Promise<UsageError> => {
  const known = [...commands.map((command) => command.name), '--help', '--version'];
  const hint = await suggestion(name, known);
  return new UsageError(`hopwise has no command ${name}.${hint} See hopwise --help.`);
};

const readVersion = async (): Promise<string> => {
  const { default: manifest } = await import('../package.json', { with: { type: 'json' } });
  return manifest.version;
};

const runCommand = async (
  command: Command,
  args: readonly string[],
  surroundings: Surroundings,
): Promise<number> => {
  const { values, positionals } = command.passesArguments
    ? { values: {}, positionals: [...args] }
    : await parseCommandLine(command, args);
  if (values.help === true) {
    surroundings.terminal.stdout.write(helpOf(command));
    return 0;
  }
  const run = await command.load();
  try {
    return await run({ ...surroundings, options: values, positionals });
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { namedFileProblem } = await import('./stack/file-problem.ts');
    throw await namedFileProblem(error, surroundings.serviceDirectory);
  }
};

const messageOf = (error: unknown): string =>
  types.isNativeError(error) ? error.message : 'The command failed.';

const overview = (commands: readonly Command[]): string =>
  [
    'Usage: hopwise <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(12)}${summary}`),
    '',
    'Run hopwise <command> --help for the options of a command, or hopwise --version.',
    '',
  ].join('\n');

const helpOf = ({ name, synopsis, summary, help }: Command): string =>
  [`Usage: hopwise ${name} ${synopsis}`.trimEnd(), '', summary, '', ...help, ''].join('\n');
