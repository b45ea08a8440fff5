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
  { schema, inert, refused }: Pick<ResourceType<Properties>, 'schema' | 'inert' | 'refused'>,
  resource: Resource,
): Properties => {
  refuseUsed(refused, resource);
  const unread = new Set([...inert, ...refused]);
  const read = Object.entries(resource.properties).filter(
    ([name]) => !unread.has(name) && !descriptive.test(name),
  );
  const parsed = z.safeParse(schema, Object.fromEntries(read));
  if (parsed.success) return parsed.data;
  refuseUnrecognized(parsed.error.issues, resource);
  const [issue] = parsed.error.issues;
  throw new TemplateError(
    `Property ${issue?.path.join('.')} of ${resource.logicalId} is invalid: ${issue?.message}.`,
  );
};

/** A property that is not recognized often explains a missing one: `Code.ZipFile` replaces `Code.S3Key`. */
const refuseUnrecognized = (issues: readonly z.core.$ZodIssue[], { logicalId }: Resource): void => {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys');
  if (issue?.code !== 'unrecognized_keys') return;
  const names = issue.keys.map((key) => [...issue.path, key].join('.')).join(', ');
  throw new TemplateError(`The local stack does not implement ${names} of ${logicalId}.`);
};

/** Values that mean that a property is not used. */
const unused: readonly unknown[] = [undefined, false, ''];

const refuseUsed = (names: readonly string[], { logicalId, properties }: Resource): void => {
  const used = names.find((name) => !unused.includes(properties[name]));
  if (used === undefined) return;
  throw new TemplateError(`The local stack does not implement ${used} of ${logicalId}.`);
};
