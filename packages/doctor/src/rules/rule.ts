import type { TemplateFact } from '../catalogue/fact.ts';
import type { TemplateModel } from '../template/template-model.ts';

/** Looks for one kind of fault in a template. It finds; it does not word. */
export type Rule = (
  model: TemplateModel,
) => readonly TemplateFact[] | Promise<readonly TemplateFact[]>;
