import type { TemplateWithLines } from '@hopwise/template/read-template-with-lines';
import type { TemplateFact } from '../catalogue/fact.ts';

type RepeatedKey = TemplateWithLines['repeatedKeys'][number];

/** Where a repeated key is, for a person. */
export const placeOf = ({ first, second }: RepeatedKey): string => `lines ${first} and ${second}`;

/** The fact about a key that one object of a template has twice. */
export const keyRepeated = (repeated: RepeatedKey): TemplateFact => ({
  code: 'KEY_REPEATED',
  logicalId: '',
  where: placeOf(repeated),
  hop: null,
  ...repeated,
});
