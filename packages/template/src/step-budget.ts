import { TemplateUnreadableError } from './template-unreadable-error.ts';

/** The work that one template can cost. Reading, resolving and the rules draw from it. */
export type StepBudget = {
  /**
   * Uses steps of the budget.
   *
   * @throws TemplateUnreadableError once the budget is empty
   */
  spend(steps: number): void;
};

/** A step is one value, one reference or 16 characters of text. Real templates of 1 MB need less than a tenth. */
export const stepLimit = 5_000_000;

const charactersPerStep = 16;

/** The steps that a text costs. */
export const stepsOfText = (text: string): number => 1 + Math.ceil(text.length / charactersPerStep);

/** A budget for the template `name`. */
export const createStepBudget = (name: string, limit = stepLimit): StepBudget => {
  let left = limit;
  return {
    spend: (steps) => {
      left -= steps;
      if (left >= 0) return;
      throw new TemplateUnreadableError(
        name,
        `it takes more than ${limit} steps, which is the limit. Split it, or remove repeated aliases and Fn::Sub variables.`,
      );
    },
  };
};
