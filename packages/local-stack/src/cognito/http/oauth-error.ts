import type { OAuthErrorCode } from '@hopwise/contracts/codes/decision-codes';

/** A refused token request. The client sees only the code; the message goes to the decision record. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly code: OAuthErrorCode;

  constructor(code: OAuthErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
