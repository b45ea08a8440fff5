import { regionsAtOdds } from '../needs/regions-at-odds.ts';
import type { Rule } from './rule.ts';

/** Finds resources that work in no Region, because the ARNs of their needs have different Regions. */
export const regionsDisagree: Rule = (model) =>
  regionsAtOdds(model).map(({ hop, owner, ...facts }) => ({
    code: 'REGIONS_DISAGREE',
    logicalId: owner,
    where: owner,
    hop,
    owner,
    ...facts,
  }));
