import { readFile } from 'node:fs/promises';
import { isTooDeep, maxNesting } from '@hopwise/contracts/bounded-json';
import { repeatedJsonKeys } from '@hopwise/template/repeated-json-key';
import * as z from 'zod/mini';
import { outputProblem } from './output-members.ts';
import { valueProblem } from './plain-values.ts';
import { attributeProblem, dependencyProblem } from './resource-attributes.ts';
import { TemplateError } from './template-error.ts';
import { sectionProblem } from './template-sections.ts';

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

/** The limit of CloudFormation. https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html */
const maxTemplateBytes = 1_048_576;
const maxResources = 500;

/** CloudFormation silently keeps only the last value, and loses a resource. */
const refuseRepeatedKey = (text: string, path: string): void => {
  const [repeated] = repeatedJsonKeys(text);
  if (repeated === undefined) return;
  const { key, first, second } = repeated;
  throw new TemplateError(
    `The template ${path} has the key ${JSON.stringify(key)} twice in one object, in lines ${first} and ${second}. Remove or rename one of them.`,
  );
};

/** Reads a packaged template. Throws `TemplateError` with the file's name and what is wrong in it. */
export const readTemplate = async (path: string): Promise<Template> => {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new TemplateError(`The template ${path} cannot be read.`, { cause });
  });
  if (Buffer.byteLength(text) > maxTemplateBytes) {
    throw new TemplateError(`The template ${path} has more than ${maxTemplateBytes} bytes.`);
  }
  const value = parseJson(text, path);
  refuseRepeatedKey(text, path);
  return parseTemplate(value, path);
};

/**
 * Checks everything of a template but the properties of its resources.
 *
 * @throws TemplateError with the template's name and the malformed place
 */
export const parseTemplate = (value: unknown, name: string): Template => {
  const subject = `The template ${name}`;
  const template = checkTemplate(value, subject);
  const problem = resourcesProblem(template) ?? dependencyProblem(template);
  if (problem === undefined) return template;
  throw new TemplateError(`${subject} ${problem}.`);
};

/**
 * Checks a template like `parseTemplate`, but accepts what faults and operations do with resources: they add some with
 * logical ids that no file can have, and they remove some that others depend on.
 */
export const checkTemplate = (value: unknown, subject = 'The template'): Template => {
  if (isTooDeep(value)) {
    throw new TemplateError(`${subject} is nested deeper than ${maxNesting} levels.`);
  }
  const parsed = templateSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new TemplateError(
      `${subject} is malformed at ${issue?.path.join('.') || 'its root'}: ${issue?.message}.`,
    );
  }
  // The schema has checked the value. Its output lacks members with the name `__proto__`.
  const template = value as Template;
  const problem =
    valueProblem(template) ??
    sectionProblem(template) ??
    attributeProblem(template) ??
    outputProblem(template);
  if (problem === undefined) return template;
  throw new TemplateError(`${subject} ${problem}.`);
};

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html */
const logicalId = /^[0-9A-Za-z]{1,255}$/;

const resourcesProblem = ({ Resources }: Template): string | undefined => {
  const ids = Object.keys(Resources);
  const wrong = ids.find((id) => !logicalId.test(id));
  if (wrong !== undefined) {
    return `has a resource ${JSON.stringify(wrong)}. A logical id has only letters and digits, at most 255`;
  }
  if (ids.length <= maxResources) return undefined;
  return `has ${ids.length} resources. CloudFormation deploys at most ${maxResources}`;
};

const parseJson = (text: string, path: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new TemplateError(`The template ${path} is not JSON.`, { cause });
  }
};
