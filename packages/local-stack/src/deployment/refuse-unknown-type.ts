import { didYouMean } from '../faults/nearest-names.ts';
import { TemplateError } from '../template/template-error.ts';
import type { ResourceType } from './resource-type.ts';

/** Finds the resource type of a resource. Throws a `TemplateError` for a type that the local stack does not deploy. */
export const refuseUnknownType = (
  type: string,
  logicalId: string,
  types: readonly ResourceType[],
): ResourceType => {
  const known = types.find((one) => one.type === type);
  if (known) return known;
  const names = types.map((one) => one.type);
  throw new TemplateError(
    `The local stack does not deploy ${type} (${logicalId}).${didYouMean(type, names)}`,
  );
};
