import * as z from 'zod/mini';
import { TemplateError } from '../template/template-error.ts';
import type { DeployedResource } from './resource-type.ts';

/**
 * Reads the properties of a resource that the local stack acts on; others are left unread.
 *
 * @throws TemplateError names the resource, the property and what was expected
 */
export const parseProperties = <Schema extends z.ZodMiniType>(
  schema: Schema,
  resource: Pick<DeployedResource, 'logicalId' | 'properties'>,
): z.infer<Schema> => {
  const parsed = z.safeParse(schema, resource.properties);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => [...issue.path, key].join('.')).join(', ');
    throw new TemplateError(`The local stack does not act on ${names} of ${resource.logicalId}.`);
  }
  throw new TemplateError(
    `Property ${issue?.path.join('.')} of ${resource.logicalId} is not what the local stack expects: ${issue?.message}.`,
  );
};
