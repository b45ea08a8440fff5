import { sourcePlace } from '@hopwise/template/source-place';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from './catalogue/fact.ts';

/**
 * Moves the facts about resources that SAM generates to the places in the template that caused them. One cause can
 * generate several resources with the same fault, and a person gets one finding for it.
 */
export const atSource = (
  facts: readonly TemplateFact[],
  model: TemplateModel,
): readonly TemplateFact[] => {
  const known = new Set<string>();
  return facts.flatMap((fact) => {
    const place = sourcePlace(fact, (logicalId) => model.find(logicalId));
    const isMoved = place.where !== fact.where;
    const key = `${fact.code} ${place.where}`;
    if (isMoved && known.has(key)) return [];
    if (isMoved) known.add(key);
    return [{ ...fact, ...place }];
  });
};
