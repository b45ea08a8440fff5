import type { Finding } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { catalogue } from './catalogue.ts';
import type { CatalogueEntry, Text } from './entries/catalogue-entry.ts';
import type { StackFact, TemplateFact } from './fact.ts';

type Fact = (TemplateFact | StackFact) & { readonly hop: HopNumber | null };

/** Fills the texts of a code with the facts of one occurrence. */
export const wordFinding = (fact: Fact): Finding => {
  const { code, hop, where } = fact;
  // The type of a fact guarantees that it contains the values that the texts of its code need.
  const { severity, warningIf, observed, expected, cure } = catalogue[code] as CatalogueEntry<Fact>;
  return {
    code,
    severity: warningIf?.(fact) ? 'warning' : severity,
    hop,
    observed: fill(observed, fact),
    expected: fill(expected, fact),
    where,
    cure: fill(cure, fact),
  };
};

const fill = (text: Text<Fact>, fact: Fact): string =>
  typeof text === 'string' ? text : text(fact);
