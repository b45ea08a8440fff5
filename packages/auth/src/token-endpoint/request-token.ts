import type { ClientCredentials } from '../credentials/credentials-source.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { HttpSend } from '../http/http-send.ts';
import { sendRequest } from '../http/send-request.ts';
import type { Clock } from '../time/clock.ts';
import { assertResponse } from './assert-response.ts';
import { checkClaims } from './check-claims.ts';
import { type TokenRequestSettings, tokenRequest } from './token-request.ts';
import { parseTokenResponse } from './token-response.ts';

export type RequestTokenSettings = TokenRequestSettings & {
  readonly issuer: string | null;
  readonly tokenUse: 'access' | null;
  readonly send: HttpSend;
  readonly clock: Clock;
};

/** A checked access token from the token endpoint. */
export type IssuedToken = {
  readonly accessToken: string;
  /** When the token request was sent. Milliseconds since the epoch, like `expiresAt`. */
  readonly requestedAt: number;
  readonly expiresAt: number;
};

/** Sends one token request and checks the token. Throws `AuthError`. */
export const requestToken = async (
  credentials: ClientCredentials,
  settings: RequestTokenSettings,
): Promise<IssuedToken> => {
  const { send, clock } = settings;
  const requestedAt = clock.now();
  const request = tokenRequest(credentials, settings);
  const response = await sendRequest(send, request, (failure, details) => {
    assertResponse(failure !== 'too_large', 'the body', 'under 64 KiB');
    const code = failure === 'timeout' ? 'TOKEN_ENDPOINT_TIMEOUT' : 'TOKEN_ENDPOINT_UNREACHABLE';
    return new AuthError(code, request.url.host, details);
  });
  const now = clock.now();
  const { accessToken, lifeMs } = parseTokenResponse(response, now);
  const { clientId } = credentials;
  const claimedExpiry = checkClaims(accessToken, { ...settings, clientId }, now);
  const expiresAt = Math.min(requestedAt + lifeMs, claimedExpiry);
  assertResponse(Number.isFinite(expiresAt), 'expires_in', 'present for an opaque token');
  return { accessToken, requestedAt, expiresAt };
};
