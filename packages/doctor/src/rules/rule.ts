import type { TemplateFact } from '../catalogue/fact.ts';
import type { TemplateModel } from '../template/template-model.ts';

/** Looks for one mistake in a template. The catalogue words its facts. */
export type Rule = (
  model: TemplateModel,
) => readonly TemplateFact[] | Promise<readonly TemplateFact[]>;
