import type { RunCommand } from '../command-line/command.ts';
import { requireRunningStack } from '../stack/require-running-stack.ts';

export const runEnv: RunCommand = async ({ options, serviceDirectory, terminal }) => {
  const { environment } = await requireRunningStack(serviceDirectory);
  terminal.stdout.write(
    options.json === true ? `${JSON.stringify(environment, null, 2)}\n` : exportLines(environment),
  );
  return 0;
};

const exportLines = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`)
    .join('');

const shellQuoted = (value: string): string =>
  /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
