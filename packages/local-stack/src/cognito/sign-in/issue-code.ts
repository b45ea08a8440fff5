import { randomUUID } from 'node:crypto';
import type { SignIn } from '../pool/user-pools.ts';
import { type AuthorizationRequest, redirectionOf } from './authorization-request.ts';

/** Lifetime of an authorization code. */
const codeTtlMs = 5 * 60 * 1000;

/** Issues a code, and returns the URL to which the browser is redirected with it. */
export const issueCode = (request: AuthorizationRequest, signIn: SignIn): string => {
  const { client, redirectUri, scopes, codeChallenge, nonce } = request;
  const code = client.pool.codes.add(
    {
      clientId: client.clientId,
      sub: signIn.sub,
      scopes,
      authTimeSeconds: signIn.authTimeSeconds,
      originJti: randomUUID(),
      eventId: randomUUID(),
      nonce,
      redirectUri,
      codeChallenge,
    },
    codeTtlMs,
  );
  return redirectionOf(request, { code });
};
