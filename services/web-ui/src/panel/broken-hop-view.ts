import type { FaultState } from '@hopwise/contracts/faults';
import type { Finding } from '@hopwise/contracts/finding';
import { isBroken } from '@hopwise/contracts/hop-views';
import type { HopView } from '../auth-path/hop-views.ts';
import { codesOfFault } from '../diagnosis/faults-of-code.ts';
import type { FindingsByHop } from '../diagnosis/findings-by-hop.ts';

/** The first broken hop, with the reasons that are known. */
export type BrokenHopView = {
  readonly view: HopView;
  /** Of the doctor. Empty until it has answered, or if it found nothing. */
  readonly findings: readonly Finding[];
  /** The faults that are on and break this hop. */
  readonly causes: readonly FaultState[];
};

export type BrokenHopSources = {
  readonly views: readonly HopView[];
  readonly findings: FindingsByHop;
  readonly faults: readonly FaultState[];
};

/** Finds the first hop that the turn or the doctor reports as broken. */
export const brokenHopOf = (
  { views, findings, faults }: BrokenHopSources,
  codesOf: (name: string) => readonly string[] = codesOfFault,
): BrokenHopView | undefined => {
  const view = views.find(
    ({ hop, state }) =>
      isBroken(state) || findings.get(hop)?.some(({ severity }) => severity === 'error') === true,
  );
  if (!view) return undefined;
  const found = findings.get(view.hop) ?? [];
  const codes = new Set<string | undefined>([view.code, ...found.map(({ code }) => code)]);
  const active = faults.filter(({ on, hop }) => on && hop === view.hop);
  const producing = active.filter(({ name }) => codesOf(name).some((code) => codes.has(code)));
  const breaking = active.filter(({ outcome }) => outcome === 'breaks');
  return { view, findings: found, causes: producing.length > 0 ? producing : breaking };
};
