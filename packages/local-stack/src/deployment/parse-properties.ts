import * as z from 'zod/mini';
import { didYouMean } from '../faults/nearest-names.ts';
import { TemplateError } from '../template/template-error.ts';
import { isRefusal } from './property-treatment.ts';
import { type DeployedResource, descriptive, type ResourceType } from './resource-type.ts';
import { namesAt } from './schema-shape.ts';
import { typeProblem } from './specified-types.ts';

const inEnglish = z.locales.en().localeError;

type Resource = Pick<DeployedResource, 'logicalId' | 'properties'>;

/**
 * Reads the properties of a resource.
 *
 * @throws TemplateError with the resource, the property, and what is wrong or missing
 */
export const parseProperties = <Properties>(
  type: Pick<ResourceType<Properties>, 'type' | 'schema'>,
  resource: Resource,
): Properties => {
  const read = Object.entries(resource.properties).filter(([name]) => !descriptive.test(name));
  const parsed = z.safeParse(type.schema, Object.fromEntries(read), { error: inEnglish });
  if (parsed.success) {
    refuseWrongType(type.type, resource);
    return parsed.data;
  }
  const { issues } = parsed.error;
  throw new TemplateError(
    refusalOf(issues, resource) ?? unknownOf(issues, type, resource) ?? invalidOf(issues, resource),
  );
};

/** Also the inert properties have a type, and AWS refuses another one. */
const refuseWrongType = (type: string, { logicalId, properties }: Resource): void => {
  const wrong = typeProblem(type, properties);
  if (wrong === undefined) return;
  throw new TemplateError(
    `Property ${wrong.path.join('.')} of ${logicalId} (${type}) is invalid: ${wrong.problem}.`,
  );
};

/** A refused property often explains a missing one: `Code.ZipFile` replaces `Code.S3Key`. */
const refusalOf = (
  issues: readonly z.core.$ZodIssue[],
  { logicalId }: Resource,
): string | undefined => {
  const refusal = issues.find(isRefusal);
  if (refusal === undefined) return undefined;
  return `The local stack does not implement ${refusal.path.join('.')} of ${logicalId}: ${refusal.message}.`;
};

const unknownOf = (
  issues: readonly z.core.$ZodIssue[],
  { type, schema }: Pick<ResourceType, 'type' | 'schema'>,
  { logicalId }: Resource,
): string | undefined => {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys');
  if (issue?.code !== 'unrecognized_keys') return undefined;
  const known = namesAt(schema, issue.path);
  const names = issue.keys.map((key) => [...issue.path, key].join('.')).join(', ');
  const suggestion = issue.keys.map((key) => didYouMean(key, known)).join('');
  return `${logicalId} (${type}) has no property ${names}.${suggestion}`;
};

const invalidOf = ([issue]: readonly z.core.$ZodIssue[], { logicalId }: Resource): string =>
  `Property ${issue?.path.join('.')} of ${logicalId} is invalid: ${issue?.message}.`;
