import { readAnyYaml } from './read-any-yaml.ts';
import { createStepBudget, type StepBudget } from './step-budget.ts';
import { asTemplate, type ReadTemplate, readPlainFile } from './template-file.ts';

/**
 * Reads a CloudFormation template in JSON or YAML.
 *
 * @throws TemplateUnreadableError if the text is empty, malformed, too large, too deeply nested, or not a template, and if
 * reading costs more than `budget`
 */
export const readTemplate = (
  text: string,
  name: string,
  budget: StepBudget = createStepBudget(name),
): ReadTemplate => {
  const file = { text, name, budget };
  return asTemplate(readPlainFile(file) ?? readAnyYaml(file), name).template;
};
