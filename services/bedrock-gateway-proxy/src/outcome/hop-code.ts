import type { AuthError, AuthErrorCode } from '@hopwise/auth/errors';
import type { HopCode } from '@hopwise/contracts/codes/hop-codes';

type Renamed = 'TOKEN_CLAIM_ISS' | 'TOKEN_CLAIM_EXP';

/** Codes of the library that have another name in a finding of the doctor. */
const renamed: Readonly<Record<Renamed, HopCode>> = {
  TOKEN_CLAIM_ISS: 'ISSUER_MISMATCH',
  TOKEN_CLAIM_EXP: 'CLOCK_SKEW',
};

/** `error` of the token endpoint. https://www.rfc-editor.org/rfc/rfc6749#section-5.2 */
const tokenRequestFaults: ReadonlyMap<string | undefined, HopCode> = new Map([
  ['invalid_scope', 'SCOPE_NOT_GRANTED'],
  ['unauthorized_client', 'CLIENT_FLOW_MISSING'],
]);

const isRenamed = (code: AuthErrorCode): code is Renamed => Object.hasOwn(renamed, code);

/** The code of a failure in `@hopwise/auth`: the one that the doctor and the local stack have for the same fault. */
export const hopCodeOf = ({
  code,
  oauthError,
}: Pick<AuthError, 'code' | 'oauthError'>): HopCode => {
  if (isRenamed(code)) return renamed[code];
  if (code !== 'TOKEN_REQUEST_REJECTED') return code;
  return tokenRequestFaults.get(oauthError) ?? code;
};
