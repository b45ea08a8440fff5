import type { RunCommand } from '../command-line/command.ts';
import { requireRunningStack } from '../stack/require-running-stack.ts';

export const runPage: RunCommand = async ({ options, serviceDirectory, terminal }) => {
  const stack = await requireRunningStack(serviceDirectory);
  const address = await stack.pageAddress();
  terminal.stdout.write(`${options.json === true ? JSON.stringify({ address }) : address}\n`);
  return 0;
};
