import { styleText } from 'node:util';
import type { FaultState } from '@hopwise/contracts/faults';
import { type RunCommand, type Terminal, UsageError } from '../command-line/command.ts';
import { requireRunningStack } from '../stack/require-running-stack.ts';
import type { RunningStack } from '../stack/running-stack.ts';

const usage = 'faults accepts no argument, on NAME, or off NAME. See hopwise faults --help.';

export const runFaults: RunCommand = async ({
  options,
  positionals,
  serviceDirectory,
  terminal,
}) => {
  const change = changeOf(positionals);
  const stack = await requireRunningStack(serviceDirectory);
  const states = await change(stack);
  terminal.stdout.write(
    options.json === true ? `${JSON.stringify(states)}\n` : faultLines(states, terminal),
  );
  return 0;
};

type Change = (stack: RunningStack) => Promise<readonly FaultState[]>;

const changeOf = ([verb, name, ...rest]: readonly string[]): Change => {
  if (verb === undefined) return (stack) => stack.faults();
  if ((verb !== 'on' && verb !== 'off') || name === undefined || rest.length > 0) {
    throw new UsageError(usage);
  }
  return (stack) => stack.setFault(name, verb === 'on');
};

const faultLines = (states: readonly FaultState[], { colour }: Terminal): string => {
  const nameWidth = Math.max(...states.map(({ name }) => name.length));
  return states
    .map(({ name, hop, seen, outcome, on }) => {
      const line = `${on ? 'on ' : '   '} ${hop}  ${name.padEnd(nameWidth)}  ${outcome.padEnd(8)}  ${seen}`;
      return on && colour ? styleText('red', line, { validateStream: false }) : line;
    })
    .map((line) => `${line}\n`)
    .join('');
};
