import { asObject } from './json.ts';
import { render } from './render.ts';
import type { TemplateModel } from './template-model.ts';

/** Parameters with `NoEcho`, and whether each has a default value, which the template shows. */
export const secretParameters = (model: TemplateModel): ReadonlyMap<string, boolean> =>
  new Map(
    Object.entries(model.parameters)
      .map(([name, parameter]) => [name, asObject(parameter)] as const)
      .filter(([, { NoEcho }]) => render(NoEcho) === 'true')
      .map(([name, { Default }]) => [name, Default !== undefined && Default !== '']),
  );
