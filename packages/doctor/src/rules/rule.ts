import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';

/** Looks for one mistake in a template. The catalogue words its facts. */
export type Rule = (
  model: TemplateModel,
) => readonly TemplateFact[] | Promise<readonly TemplateFact[]>;
