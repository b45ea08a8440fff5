import { types } from 'node:util';
import type { FaultState } from '@hopwise/contracts/faults';
import type { CommandInput } from '../command-line/command.ts';
import { faultOfCodeMessage } from '../stack/fault-of-code.ts';
import type { RunningStack } from '../stack/running-stack.ts';

export type FaultChange = {
  readonly on: boolean;
  /** `all`: every fault that is on. */
  readonly names: readonly string[] | 'all';
};

/** Switches faults of the running stack in order. Changes nothing if one of the names is unknown. */
export const switchFaults = async (
  stack: RunningStack,
  { on, names: asked }: FaultChange,
  { options, terminal: { stdout } }: CommandInput,
): Promise<void> => {
  let states = await stack.faults();
  const names = asked === 'all' ? namesOfActive(states) : asked;
  await refuseUnknown(stack, names, states);
  const isJson = options.json === true;
  const switched: string[] = [];
  for (const name of names) {
    states = await stack.setFault(name, on).catch((error: unknown) => {
      throw afterOthers(error, switched, on);
    });
    switched.push(name);
    if (!isJson) stdout.write(changeLine(states, name));
  }
  if (isJson) {
    stdout.write(`${JSON.stringify(states)}\n`);
  } else if (names.length === 0) {
    stdout.write('No fault is on.\n');
  }
};

const namesOfActive = (states: readonly FaultState[]): readonly string[] =>
  states.filter(({ on }) => on).map(({ name }) => name);

const refuseUnknown = async (
  stack: RunningStack,
  names: readonly string[],
  states: readonly FaultState[],
): Promise<void> => {
  const unknown = names.find((name) => !states.some((fault) => fault.name === name));
  if (unknown === undefined) return;
  const message = await faultOfCodeMessage(unknown);
  if (message !== undefined) throw new Error(message);
  // The stack refuses the name, and suggests another one.
  await stack.setFault(unknown, true);
};

/** The error of one fault, and the faults that were switched before it. */
const afterOthers = (cause: unknown, switched: readonly string[], on: boolean): unknown => {
  if (switched.length === 0 || !types.isNativeError(cause)) return cause;
  const state = on ? 'on' : 'off';
  return new Error(`${cause.message} Now ${state}: ${switched.join(', ')}.`, { cause });
};

const changeLine = (states: readonly FaultState[], name: string): string => {
  const fault = states.find((one) => one.name === name);
  return fault?.on ? `${name} is on. Hop ${fault.hop}: ${fault.seen}\n` : `${name} is off.\n`;
};
