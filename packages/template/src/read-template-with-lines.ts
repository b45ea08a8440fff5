import { createStepBudget, type StepBudget } from './step-budget.ts';
import { asTemplate, readPlainFile, type TemplateWithLines } from './template-file.ts';

export type { TemplateWithLines };

/**
 * Like `readTemplate`, with the lines of places in the text. Loads the YAML library only for a template that needs it.
 *
 * @throws TemplateUnreadableError like `readTemplate`
 */
export const readTemplateWithLines = async (
  text: string,
  name: string,
  budget: StepBudget = createStepBudget(name),
): Promise<TemplateWithLines> => {
  const file = { text, name, budget };
  const read = readPlainFile(file) ?? (await import('./read-any-yaml.ts')).readAnyYaml(file);
  return asTemplate(read, name);
};
