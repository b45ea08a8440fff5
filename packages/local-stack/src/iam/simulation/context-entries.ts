import { isIP } from 'node:net';
import type { ContextEntry } from '@aws-sdk/client-iam';
import { invalidInput } from './invalid-input.ts';

/** The condition keys of a simulated request. */
export type SimulatedContext = Readonly<Record<string, readonly string[]>>;

const isOfType: Readonly<Record<string, (value: string) => boolean>> = {
  string: () => true,
  numeric: (value) => /^-?\d+(\.\d+)?$/.test(value),
  boolean: (value) => /^(true|false)$/i.test(value),
  ip: (value) => isIP(value.split('/')[0] ?? '') !== 0,
  binary: (value) => /^[A-Za-z0-9+/]*={0,2}$/.test(value) && value.length % 4 === 0,
  date: (value) => /^\d+$/.test(value) || !Number.isNaN(Date.parse(value)),
};

/** Reads the condition keys of a simulation. Throws `InvalidInput`. */
export const readContextEntries = (
  entries: readonly ContextEntry[] | undefined,
): SimulatedContext => {
  const context = new Map<string, readonly string[]>();
  for (const { ContextKeyName: name, ContextKeyValues: values = [], ContextKeyType } of entries ??
    []) {
    if (name === undefined || !/^[^\s:]+:\S.{2,}$/.test(name) || name.length > 256) {
      throw invalidInput(`Invalid context key name: ${name ?? 'it is missing'}.`);
    }
    if (context.has(name.toLowerCase())) {
      throw invalidInput(`Invalid context entry ${name}: the key occurs twice.`);
    }
    refuseValues(name, values, ContextKeyType ?? 'stringList');
    context.set(name.toLowerCase(), values);
  }
  return Object.fromEntries(context);
};

const refuseValues = (name: string, values: readonly string[], type: string): void => {
  const [, single = '', list] = /^(\w+?)(List)?$/.exec(type) ?? [];
  const accepts = isOfType[single];
  if (accepts === undefined) {
    throw invalidInput(`Invalid context entry ${name}: ${type} is not a type of context keys.`);
  }
  if (values.length === 0 || (list === undefined && values.length > 1)) {
    const expected = list === undefined ? 'one value' : 'at least one value';
    throw invalidInput(
      `Invalid context entry ${name}: it has ${values.length} values, expected ${expected}.`,
    );
  }
  const wrong = values.find((value) => !accepts(value));
  if (wrong !== undefined) {
    throw invalidInput(`Invalid context entry ${name}: "${wrong}" is not of the type ${type}.`);
  }
};
