import type { Template } from './template.ts';

type Section = {
  /** Why the local stack does not deploy a template that uses the section. */
  readonly needs?: string;
  /** The form of the section. Default: an object. */
  readonly form?: string;
  readonly hasForm?: (value: unknown) => boolean;
};

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const maxDescriptionBytes = 1_024;

/**
 * Every section of a template. Parameters, mappings and conditions act only where the template refers to them, and
 * those references are refused.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html
 */
const sections: ReadonlyMap<string, Section> = new Map<string, Section>([
  [
    'AWSTemplateFormatVersion',
    { form: '"2010-09-09"', hasForm: (value) => value === '2010-09-09' },
  ],
  [
    'Description',
    {
      form: `text of at most ${maxDescriptionBytes} bytes`,
      hasForm: (value) =>
        typeof value === 'string' && Buffer.byteLength(value) <= maxDescriptionBytes,
    },
  ],
  ['Metadata', {}],
  ['Parameters', {}],
  ['Mappings', {}],
  ['Conditions', {}],
  ['Rules', { needs: 'rules for parameters' }],
  ['Hooks', { needs: 'CloudFormation hooks' }],
  ['Transform', { needs: 'macros. Deploy the template that the transform writes' }],
  ['Resources', {}],
  ['Outputs', {}],
]);

/** What is wrong with the sections of a template. Undefined if the local stack can deploy each of them. */
export const sectionProblem = (template: Template): string | undefined => {
  for (const [name, value] of Object.entries(template)) {
    if (value === undefined) continue;
    const section = sections.get(name);
    if (section === undefined) {
      return `has the section ${JSON.stringify(name)}, expected only ${[...sections.keys()].join(', ')}`;
    }
    if (section.needs !== undefined && !isEmpty(value)) {
      return `has the section ${name}: the local stack would need ${section.needs}`;
    }
    const { form = 'an object', hasForm = isObject } = section;
    if (section.needs === undefined && !hasForm(value)) {
      return `has the section ${name} in another form than ${form}`;
    }
  }
  return undefined;
};

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;
