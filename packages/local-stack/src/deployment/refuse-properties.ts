import { TemplateError } from '../template/template-error.ts';
import type { DeployedResource } from './resource-type.ts';

/** Values by which a template says that a property is not used. */
const unused: readonly unknown[] = [undefined, false, ''];

/**
 * Refuses properties that would change what AWS enforces, and that the local stack does not act on.
 *
 * @throws TemplateError names the property and the resource
 */
export const refuseProperties = (
  names: readonly string[],
  { logicalId, properties }: Pick<DeployedResource, 'logicalId' | 'properties'>,
): void => {
  const used = names.find((name) => !unused.includes(properties[name]));
  if (used === undefined) return;
  throw new TemplateError(`The local stack does not enforce ${used} of ${logicalId}.`);
};
