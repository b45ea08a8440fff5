import type { DeployedFunction } from './deployed-function.ts';

/** A function, its published versions and its aliases. Each has its own ARN and resource policy. */
export const qualifiedFunctions = (one: DeployedFunction): readonly DeployedFunction[] => [
  one,
  ...(one.versions ?? []),
  ...(one.aliases ?? []),
];
