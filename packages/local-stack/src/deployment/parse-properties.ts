import * as z from 'zod/mini';
import { TemplateError } from '../template/template-error.ts';
import { type DeployedResource, descriptive, type ResourceType } from './resource-type.ts';

type Resource = Pick<DeployedResource, 'logicalId' | 'properties'>;

/**
 * Reads the properties of a resource that the local stack implements.
 *
 * @throws TemplateError with the resource, the property and the expected form
 */
export const parseProperties = <Properties>(
  { schema, inert, unenforced }: Pick<ResourceType<Properties>, 'schema' | 'inert' | 'unenforced'>,
  resource: Resource,
): Properties => {
  refuseUnenforced(unenforced, resource);
  const unread = new Set([...inert, ...unenforced]);
  const read = Object.entries(resource.properties).filter(
    ([name]) => !unread.has(name) && !descriptive.test(name),
  );
  const parsed = z.safeParse(schema, Object.fromEntries(read));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => [...issue.path, key].join('.')).join(', ');
    throw new TemplateError(
      `The local stack does not implement ${names} of ${resource.logicalId}.`,
    );
  }
  throw new TemplateError(
    `Property ${issue?.path.join('.')} of ${resource.logicalId} is invalid: ${issue?.message}.`,
  );
};

/** Values that mean that a property is not used. */
const unused: readonly unknown[] = [undefined, false, ''];

const refuseUnenforced = (names: readonly string[], { logicalId, properties }: Resource): void => {
  const used = names.find((name) => !unused.includes(properties[name]));
  if (used === undefined) return;
  throw new TemplateError(`The local stack does not enforce ${used} of ${logicalId}.`);
};
