import { networkInterfaces } from 'node:os';
import { FaultUnknownError, findFault } from '@hopwise/local-stack/faults/create-faults';
import { faultSwitches } from '@hopwise/local-stack/faults/fault-switches';
import { type CommandInput, type OptionValue, UsageError } from '../command-line/command.ts';
import { faultOfCodeMessage } from '../stack/fault-of-code.ts';

/**
 * Reads `--host`: one address of this machine, so that other machines can follow the links and the API's
 * origin.
 *
 * @throws UsageError if the value is not an address of this machine
 */
export const hostOf = (value: OptionValue): string | undefined => {
  if (value === undefined) return undefined;
  const host = String(value);
  const own = Object.values(networkInterfaces()).flatMap((addresses) => addresses ?? []);
  if (own.some(({ address }) => address === host)) return host;
  throw new UsageError(
    `--host must be an address of this machine: ${own.map(({ address }) => address).join(', ')}.`,
  );
};

/**
 * Reads a port; 0 means a free one.
 *
 * @throws UsageError if the value is not a port
 */
export const portOf = (options: CommandInput['options'], name: 'port' | 'page-port'): number => {
  const value = options[name];
  const port = value === undefined ? 0 : Number(value);
  if (/^\d+$/.test(String(value ?? 0)) && port <= 65_535) return port;
  throw new UsageError(`--${name} must be a number from 0 to 65535.`);
};

/**
 * Whether to redeploy when a file has changed. A person at a terminal expects a saved change to take effect. A
 * program expects the package that it has started.
 *
 * @throws UsageError if both `--watch` and `--no-watch` are given
 */
export const watchOf = ({
  options,
  terminal,
}: Pick<CommandInput, 'options' | 'terminal'>): boolean => {
  const { watch, 'no-watch': noWatch } = options;
  if (watch === true && noWatch === true) {
    throw new UsageError('Use either --watch or --no-watch, not both.');
  }
  return watch === true || (noWatch !== true && terminal.interactive);
};

/**
 * Reads the names of the faults to start with.
 *
 * @throws UsageError if a fault does not exist
 */
export const faultsOf = async (value: OptionValue): Promise<readonly string[]> => {
  const names = [value ?? []].flat().map(String);
  try {
    for (const name of names) findFault(faultSwitches, name);
    return names;
  } catch (cause) {
    if (!(cause instanceof FaultUnknownError)) throw cause;
    const message = (await faultOfCodeMessage(cause.asked)) ?? cause.message;
    throw new UsageError(message, { cause });
  }
};
