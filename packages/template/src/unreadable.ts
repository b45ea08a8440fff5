import { TemplateUnreadableError } from './template-unreadable-error.ts';

/** A converted value costs memory, and resolving it costs more steps. */
export const stepsPerValue = 4;

export const tooDeep = (name: string, maxDepth: number): TemplateUnreadableError =>
  new TemplateUnreadableError(
    name,
    `it is nested deeper than ${maxDepth} levels, which is the limit.`,
  );
