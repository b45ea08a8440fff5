import type { Finding } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { LiveCode, LiveFact, LiveFactTexts } from '../live/live-fact.ts';
import { liveGatewayWordings } from './live-gateway-wordings.ts';
import { liveIamWordings } from './live-iam-wordings.ts';
import { fill, type Wording } from './wording.ts';

const wordings: { readonly [Code in LiveCode]: Wording<LiveFactTexts[Code]> } = {
  ...liveIamWordings,
  ...liveGatewayWordings,
};

/** Every code that a look at a running stack can yield. */
export const liveCodes = Object.keys(wordings) as readonly LiveCode[];

/** Puts what a live check saw into words. */
export const wordLiveFinding = (fact: LiveFact & { readonly hop: HopNumber | null }): Finding => {
  const { severity, observed, expected, cure } = wordings[fact.code] as Wording<LiveFact>;
  const { code, hop, where } = fact;
  return {
    ...{ code, severity, hop },
    ...{ observed: fill(observed, fact), expected: fill(expected, fact) },
    ...{ where, cure: fill(cure, fact) },
  };
};
