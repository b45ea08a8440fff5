import { asObject } from './json.ts';
import { render } from './render.ts';
import type { TemplateModel } from './template-model.ts';

/** Parameters that hide their values (`NoEcho`), and whether each has a default, which the template shows. */
export const secretParameters = (model: TemplateModel): ReadonlyMap<string, boolean> =>
  new Map(
    Object.entries(model.parameters)
      .map(([name, parameter]) => [name, asObject(parameter)] as const)
      .filter(([, { NoEcho }]) => render(NoEcho) === 'true')
      .map(([name, { Default }]) => [name, Default !== undefined && Default !== '']),
  );
