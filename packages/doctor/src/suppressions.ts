import { asList, asObject, at } from '@hopwise/template/json';
import type { TemplateModel } from '@hopwise/template/template-model';
import type { TemplateFact } from './catalogue/fact.ts';

type Suppression = {
  readonly logicalId: string;
  readonly code: string;
  readonly hasReason: boolean;
};

const suppressionsOf = (model: TemplateModel): readonly Suppression[] =>
  model.resources.flatMap(({ logicalId, metadata }) =>
    asList(at(metadata, 'Hopwise', 'Suppress')).map((entry) => {
      const { Code, Reason } = asObject(entry);
      return {
        logicalId,
        code: typeof Code === 'string' ? Code : '',
        hasReason: typeof Reason === 'string' && Reason.trim() !== '',
      };
    }),
  );

/**
 * Removes the facts that a resource suppresses in its metadata: `Metadata: { Hopwise: { Suppress: [{ Code, Reason }] } }`.
 * A suppression without a reason has no effect. A suppression that has no effect or matches nothing becomes a fact itself.
 */
export const applySuppressions = (
  facts: readonly TemplateFact[],
  model: TemplateModel,
): readonly TemplateFact[] => {
  const all = suppressionsOf(model);
  const suppresses = (fact: TemplateFact) => (one: Suppression) =>
    one.hasReason && one.code === fact.code && one.logicalId === fact.logicalId;
  const left = facts.filter((fact) => !all.some(suppresses(fact)));
  const wrong = all.flatMap((one): readonly TemplateFact[] => {
    const { logicalId, code } = one;
    const place = { logicalId, where: `${logicalId}.Metadata`, hop: null, suppressed: code };
    if (!one.hasReason) return [{ code: 'SUPPRESSION_WITHOUT_REASON', ...place }];
    const isUsed = facts.some((fact) => suppresses(fact)(one));
    return isUsed ? [] : [{ code: 'SUPPRESSION_UNUSED', ...place }];
  });
  return [...left, ...wrong];
};
