import type { Decision } from '@hopwise/contracts/decision';
import { type CredentialKind, hops } from '@hopwise/contracts/hops';

/** One hop of a turn with what was decided there. */
export type HopRow = {
  readonly hop: number;
  readonly from: string;
  readonly to: string;
  /** What the hop used; what it takes on AWS where this turn never reached it. */
  readonly credential: CredentialKind;
  readonly decisions: readonly Pick<
    Decision,
    'principal' | 'action' | 'resource' | 'effect' | 'by' | 'code' | 'ms'
  >[];
};

/** The seven hops of a turn, from the decision record. */
export const hopRows = (decisions: readonly Decision[]): readonly HopRow[] =>
  hops.map(({ hop, from, to, credential }) => {
    const own = decisions.filter((decision) => decision.hop === hop);
    return {
      hop,
      from,
      to,
      credential: credentialOf(own, credential),
      decisions: own.map(({ principal, action, resource, effect, by, code, ms }) => ({
        principal,
        action,
        resource,
        effect,
        by,
        ...(code !== undefined && { code }),
        ms: Math.round(ms * 1000) / 1000,
      })),
    };
  });

/** Hop 6 also reads its client's secret with IAM; the hop itself is the OAuth call. */
const credentialOf = (own: readonly Decision[], expected: CredentialKind): CredentialKind => {
  const used = own.map((decision) => decision.credential);
  return used.includes(expected) ? expected : (used[0] ?? expected);
};

/** The first denial of a turn, in the order of the hops. */
export const firstDenied = (
  rows: readonly HopRow[],
): { readonly hop: number; readonly decision: HopRow['decisions'][number] } | undefined => {
  for (const { hop, decisions } of rows) {
    const decision = decisions.find(({ effect }) => effect === 'deny');
    if (decision) return { hop, decision };
  }
  return undefined;
};
