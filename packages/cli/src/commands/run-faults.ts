import { styleText } from 'node:util';
import type { Fault, FaultState } from '@hopwise/contracts/faults';
import { type CommandInput, type RunCommand, UsageError } from '../command-line/command.ts';
import { findRunningStack, type RunningStack, whyNoStack } from '../stack/running-stack.ts';
import { type FaultChange, switchFaults } from './switch-faults.ts';

export const runFaults: RunCommand = async (input) => {
  const change = changeOf(input.positionals);
  const stack = await findRunningStack(input.serviceDirectory);
  if (!change) {
    await listFaults(stack, input);
  } else if (stack) {
    await switchFaults(stack, change, input);
  } else {
    await refuseWithoutStack(change, input.serviceDirectory);
  }
  return 0;
};

const usage =
  'faults accepts no argument, on NAME..., off NAME... or off all. See hopwise faults --help.';

/** Returns `undefined` for the list of faults. */
const changeOf = ([verb, ...names]: readonly string[]): FaultChange | undefined => {
  if (verb === undefined) return undefined;
  const on = verb === 'on';
  const all = names.includes('all');
  if ((!on && verb !== 'off') || names.length === 0 || (all && (on || names.length > 1))) {
    throw new UsageError(usage);
  }
  return { on, names: all ? 'all' : [...new Set(names)] };
};

/** Lists all faults. Without a stack, no fault has a state. */
const listFaults = async (
  stack: RunningStack | undefined,
  { options, terminal, serviceDirectory }: CommandInput,
): Promise<void> => {
  const faults = stack ? await stack.faults() : await knownFaults();
  const lines = () => faultLines(faults, terminal.colour);
  terminal.stdout.write(options.json === true ? `${JSON.stringify(faults)}\n` : lines());
  if (stack) return;
  terminal.stderr.write(
    `${await whyNoStack(serviceDirectory)} \`./hopwise start --fault NAME\` starts one with a fault.\n`,
  );
};

const knownFaults = async (): Promise<readonly Fault[]> => {
  const { faultSwitches } = await import('@hopwise/local-stack/faults/fault-switches');
  return faultSwitches.map(({ name, hop, seen, outcome }) => ({ name, hop, seen, outcome }));
};

const refuseWithoutStack = async (
  { names, on }: FaultChange,
  serviceDirectory: string,
): Promise<never> => {
  const why = await whyNoStack(serviceDirectory);
  if (!on) throw new Error(`${why} No fault is on.`);
  const { faultsOf } = await import('./start-options.ts');
  const options = (await faultsOf(names)).map((name) => ` --fault ${name}`).join('');
  throw new Error(`${why} Start it in another terminal with \`./hopwise start${options}\`.`);
};

type ListedFault = Fault & Partial<Pick<FaultState, 'on'>>;

const faultLines = (faults: readonly ListedFault[], colour: boolean): string => {
  const nameWidth = Math.max(...faults.map(({ name }) => name.length));
  return faults
    .map(({ name, hop, seen, outcome, on }) => {
      const state = on === undefined ? '' : `${on ? 'on' : '  '}  `;
      const line = `${state}${hop}  ${name.padEnd(nameWidth)}  ${outcome.padEnd(8)}  ${seen}`;
      return on === true && colour ? styleText('red', line, { validateStream: false }) : line;
    })
    .map((line) => `${line}\n`)
    .join('');
};
