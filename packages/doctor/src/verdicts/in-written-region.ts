import type { HopVerdict } from '@hopwise/contracts/finding';
import type { TemplateModel } from '@hopwise/template/template-model';
import { writtenRegions } from '../needs/written-regions.ts';

/** The only Region that a template writes in its ARNs, if it writes exactly one. */
export const writtenRegion = (model: TemplateModel): string | undefined => {
  const [region, ...others] = writtenRegions(model);
  return others.length === 0 ? region : undefined;
};

/** A stack works only in the Region that its template writes. So a hop that is ok there is decided, and says so. */
export const inWrittenRegion = (
  verdicts: readonly HopVerdict[],
  there: readonly HopVerdict[],
  region: string,
): HopVerdict[] =>
  verdicts.map((one) => {
    const decided = there.find(({ hop, verdict }) => hop === one.hop && verdict === 'ok');
    return one.verdict === 'undecidable' && decided !== undefined
      ? { ...decided, resources: `${decided.resources} (in ${region})` }
      : one;
  });
