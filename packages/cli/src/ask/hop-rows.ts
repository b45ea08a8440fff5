import type { Decision } from '@hopwise/contracts/decision';
import { type CredentialKind, hops } from '@hopwise/contracts/hops';

/** One hop of a turn with its decisions. */
export type HopRow = {
  readonly hop: number;
  readonly from: string;
  readonly to: string;
  /** The credential that the hop used, or the one that it needs on AWS if the turn did not reach it. */
  readonly credential: CredentialKind;
  readonly decisions: readonly Pick<
    Decision,
    'principal' | 'action' | 'resource' | 'effect' | 'by' | 'code' | 'ms'
  >[];
};

/** Groups the decisions of a turn by hop. */
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

/** Hop 6 also reads the client secret with IAM. The hop itself is the OAuth call. */
const credentialOf = (own: readonly Decision[], expected: CredentialKind): CredentialKind => {
  const used = own.map((decision) => decision.credential);
  return used.includes(expected) ? expected : (used[0] ?? expected);
};

/** Returns the first denial of a turn, in the order of the hops. */
export const firstDenied = (
  rows: readonly HopRow[],
): { readonly hop: number; readonly decision: HopRow['decisions'][number] } | undefined => {
  for (const { hop, decisions } of rows) {
    const decision = decisions.find(({ effect }) => effect === 'deny');
    if (decision) return { hop, decision };
  }
  return undefined;
};
