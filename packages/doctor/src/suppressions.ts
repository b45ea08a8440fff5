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
  const effective = new Set(all.filter(({ hasReason }) => hasReason).map(keyOf));
  const left = facts.filter((fact) => !effective.has(keyOf(fact)));
  const found = new Set(facts.map(keyOf));
  const wrong = all.flatMap((one): readonly TemplateFact[] => {
    const { logicalId, code } = one;
    const place = { logicalId, where: `${logicalId}.Metadata`, hop: null, suppressed: code };
    if (!one.hasReason) return [{ code: 'SUPPRESSION_WITHOUT_REASON', ...place }];
    return found.has(keyOf(one)) ? [] : [{ code: 'SUPPRESSION_UNUSED', ...place }];
  });
  return [...left, ...wrong];
};

const keyOf = ({ logicalId, code }: Pick<Suppression, 'logicalId' | 'code'>): string =>
  `${logicalId} ${code}`;
