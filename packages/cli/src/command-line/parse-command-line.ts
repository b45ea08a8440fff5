import { type ParseArgsOptionsConfig, parseArgs, types } from 'node:util';
import { type Command, UsageError } from './command.ts';
import { suggestion } from './suggestion.ts';

type Token = {
  readonly kind: string;
  readonly name?: string;
  readonly rawName?: string;
  readonly value?: string | undefined;
  readonly inlineValue?: boolean | undefined;
};

/**
 * Reads the options and arguments of a command.
 *
 * @throws UsageError if they are wrong; the message suggests a similar option
 */
export const parseCommandLine = async (command: Command, args: readonly string[]) => {
  const options: ParseArgsOptionsConfig = {
    ...command.options,
    help: { type: 'boolean', short: 'h' },
  };
  const allowPositionals = command.acceptsPositionals === true;
  try {
    return parseArgs({ args: [...args], options, allowPositionals });
  } catch (cause) {
    const { tokens } = parseArgs({
      args: [...args],
      options,
      allowPositionals: true,
      strict: false,
      tokens: true,
    });
    for (const token of tokens) {
      const problem = await problemOf(token, command, options);
      if (problem !== undefined) throw usageError(problem, command, cause);
    }
    const problem = types.isNativeError(cause) ? cause.message : 'The command line is wrong.';
    throw usageError(problem, command, cause);
  }
};

const usageError = (problem: string, { name }: Command, cause: unknown): UsageError =>
  new UsageError(`${problem} See hopwise ${name} --help.`, { cause });

const problemOf = async (
  token: Token,
  command: Command,
  options: ParseArgsOptionsConfig,
): Promise<string | undefined> => {
  if (token.kind === 'option') return optionProblem(token, command, options);
  const refused = token.kind === 'positional' && command.acceptsPositionals !== true;
  if (!refused) return undefined;
  const { name, optionForArgument: option } = command;
  const hint = option === undefined ? '' : ` Did you mean --${option} ${token.value}?`;
  return `hopwise ${name} accepts no argument, but got ${token.value}.${hint}`;
};

const optionProblem = async (
  { name = '', rawName = '', value, inlineValue }: Token,
  command: Command,
  options: ParseArgsOptionsConfig,
): Promise<string | undefined> => {
  const option = Object.hasOwn(options, name) ? options[name] : undefined;
  if (option === undefined) {
    const known = Object.keys(options).map((one) => `--${one}`);
    const hint = rawName.startsWith('--') ? await suggestion(rawName, known) : '';
    return `hopwise ${command.name} has no option ${rawName}.${hint}`;
  }
  if (option.type === 'boolean') {
    return value === undefined ? undefined : `The option ${rawName} accepts no value.`;
  }
  // After a space, Node accepts no value that looks like an option.
  const missing = value === undefined || (inlineValue === false && /^-./.test(value));
  return missing ? `The option ${rawName} needs a value.` : undefined;
};
