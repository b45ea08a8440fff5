import type { TemplateModel } from './template-model.ts';

/** Keeps what a function finds in a model, because many rules ask the same. */
export const oncePerModel = <Found>(
  find: (model: TemplateModel) => Found,
): ((model: TemplateModel) => Found) => {
  const known = new WeakMap<TemplateModel, { readonly found: Found }>();
  return (model) => {
    const kept = known.get(model) ?? { found: find(model) };
    known.set(model, kept);
    return kept.found;
  };
};
