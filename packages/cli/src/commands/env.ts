import type { Command } from '../command-line/command.ts';
import { requireRunningStack } from '../stack/require-running-stack.ts';

export const env: Command = {
  name: 'env',
  summary: 'Prints export lines that let the AWS CLI, an SDK or curl reach the running stack.',
  synopsis: '[--json]',
  help: [
    '  --json   prints one JSON object instead',
    '',
    'eval "$(npx -y pnpm@12 --silent hopwise env)"',
    '',
    'The client secret is valid for the local stack only and changes at each start.',
  ],
  options: { json: { type: 'boolean' } },
  async run({ options, serviceDirectory, terminal }) {
    const { environment } = await requireRunningStack(serviceDirectory);
    terminal.stdout.write(
      options.json === true
        ? `${JSON.stringify(environment, null, 2)}\n`
        : exportLines(environment),
    );
    return 0;
  },
};

const exportLines = (environment: Readonly<Record<string, string>>): string =>
  Object.entries(environment)
    .map(([name, value]) => `export ${name}=${shellQuoted(value)}\n`)
    .join('');

const shellQuoted = (value: string): string =>
  /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
