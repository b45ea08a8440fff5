import { styleText } from 'node:util';
import type { FaultState } from '@hopwise/contracts/faults';
import { type RunCommand, type Terminal, UsageError } from '../command-line/command.ts';
import { faultOfCodeMessage } from '../stack/fault-of-code.ts';
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
  const states = change ? await switchFault(stack, change) : await stack.faults();
  const text = change ? changeLine(states, change) : faultLines(states, terminal);
  terminal.stdout.write(options.json === true ? `${JSON.stringify(states)}\n` : text);
  return 0;
};

type Change = { readonly name: string; readonly on: boolean };

/** Returns `undefined` for the list of faults. */
const changeOf = ([verb, name, ...rest]: readonly string[]): Change | undefined => {
  if (verb === undefined) return undefined;
  if ((verb !== 'on' && verb !== 'off') || name === undefined || rest.length > 0) {
    throw new UsageError(usage);
  }
  return { name, on: verb === 'on' };
};

const switchFault = async (
  stack: RunningStack,
  { name, on }: Change,
): Promise<readonly FaultState[]> => {
  const known = (await stack.faults()).some((fault) => fault.name === name);
  const message = known ? undefined : await faultOfCodeMessage(name);
  if (message !== undefined) throw new Error(message);
  return await stack.setFault(name, on);
};

const changeLine = (states: readonly FaultState[], { name, on }: Change): string => {
  const fault = states.find((one) => one.name === name);
  return on ? `${name} is on. Hop ${fault?.hop}: ${fault?.seen}\n` : `${name} is off.\n`;
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
