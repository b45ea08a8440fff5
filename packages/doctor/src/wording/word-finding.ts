import type { Finding } from '@hopwise/contracts/finding';
import type { Fact, FactTexts, StaticCode } from '../fact.ts';
import { credentialWordings } from './credential-wordings.ts';
import { policyWordings } from './policy-wordings.ts';
import { resourceWordings } from './resource-wordings.ts';
import { fill, type Wording } from './wording.ts';

const wordings: { readonly [Code in StaticCode]: Wording<FactTexts[Code]> } = {
  ...credentialWordings,
  ...policyWordings,
  ...resourceWordings,
};

/** Every code that a look at a template can yield. */
export const staticCodes = Object.keys(wordings) as readonly StaticCode[];

/** Puts a fact into words. */
export const wordFinding = (fact: Fact): Finding => {
  const { severity, observed, expected, cure } = wordings[fact.code] as Wording<Fact>;
  const { code, hop, where } = fact;
  return {
    ...{ code, severity, hop },
    ...{ observed: fill(observed, fact), expected: fill(expected, fact) },
    ...{ where, cure: fill(cure, fact) },
  };
};
