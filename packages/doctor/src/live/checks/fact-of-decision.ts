import { isLocalFailure } from '@hopwise/contracts/codes/local-failures';
import type { Decision } from '@hopwise/contracts/decision';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../../catalogue/fact.ts';

export const isDenial = ({ effect, hop }: Decision): boolean => effect === 'deny' && hop !== null;

/** The finding of a turn that ended with this denial. A zip or a model server fails without a credential. */
export const factOfDecision = ({
  hop,
  resource,
  action,
  principal,
  by,
  code,
}: Decision): StackFact => {
  const place = { hop: hop as HopNumber, where: resource };
  return code !== undefined && isLocalFailure(code)
    ? { code: 'TURN_FAILED', ...place, error: code, by }
    : { code: 'CREDENTIAL_DENIED', ...place, denial: code ?? 'DENIED', action, principal, by };
};
