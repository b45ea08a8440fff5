import { readFile } from 'node:fs/promises';
import * as z from 'zod/mini';
import { TemplateError } from './template-error.ts';

const resource = z.looseObject({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
});

const templateSchema = z.looseObject({
  Resources: z.record(z.string(), resource),
  Outputs: z.optional(z.record(z.string(), z.looseObject({ Value: z.unknown() }))),
});

/** A packaged CloudFormation template with unresolved intrinsics. */
export type Template = z.infer<typeof templateSchema>;

/** A copy that a change can modify. Like a file, it has no members that are `undefined`. */
export const copyOf = (template: Template): Template =>
  JSON.parse(JSON.stringify(template)) as Template;

/** Reads a packaged template. Throws `TemplateError` with the file's name and what is wrong in it. */
export const readTemplate = async (path: string): Promise<Template> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TemplateError(`The template ${path} cannot be read.`, { cause });
  });
  return parseTemplate(parseJson(text, path), path);
};

/** Checks the outline of a template. Throws `TemplateError` with the malformed place. */
export const parseTemplate = (value: unknown, name: string): Template => {
  const parsed = templateSchema.safeParse(value);
  if (parsed.success) return withKnownMembers(withLogicalIds(parsed.data, name), name);
  const [issue] = parsed.error.issues;
  throw new TemplateError(
    `The template ${name} is malformed at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
  );
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const logicalId = /^[0-9A-Za-z]{1,255}$/;

const withLogicalIds = (template: Template, name: string): Template => {
  const wrong = Object.keys(template.Resources).find((id) => !logicalId.test(id));
  if (wrong === undefined) return template;
  throw new TemplateError(
    `The template ${name} has a resource ${JSON.stringify(wrong)}. A logical id has only letters and digits, at most 255.`,
  );
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-creationpolicy.html */
const members = [
  'Type',
  'Properties',
  'DependsOn',
  'Condition',
  'CreationPolicy',
  'DeletionPolicy',
  'Metadata',
  'UpdatePolicy',
  'UpdateReplacePolicy',
];

/** CloudFormation refuses such a template. Without this check, the misspelled `properties` would be ignored. */
const withKnownMembers = (template: Template, name: string): Template => {
  for (const [id, definition] of Object.entries(template.Resources)) {
    const unknown = Object.keys(definition).find((member) => !members.includes(member));
    if (unknown === undefined) continue;
    throw new TemplateError(
      `The template ${name} has a resource ${id} with the member ${JSON.stringify(unknown)}, expected only ${members.join(', ')}.`,
    );
  }
  return template;
};

const parseJson = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TemplateError(`The template ${path} is not JSON.`, { cause });
  }
};
