import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import { sendJson } from '../http/respond.ts';
import type { UserPools } from '../pool/user-pools.ts';
import { verifyToken } from '../tokens/verify-token.ts';

const refuse = (response: ServerResponse, status: 401 | 403, error: string): void =>
  sendJson(response, status, {
    body: { error },
    headers: { 'www-authenticate': `Bearer error="${error}"` },
  });

/** `/oauth2/userInfo`: the OpenID Connect claims of the user of an access token with the scope `openid`. */
export const handleUserInfoRequest = async (
  request: IncomingMessage,
  response: ServerResponse,
  { pools, clock }: { readonly pools: UserPools; readonly clock: Clock },
): Promise<void> => {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '') ?? [];
  const verdict = await verifyToken(token ?? '', pools.all, clock);
  if ('deny' in verdict || verdict.claims.token_use !== 'access') {
    return refuse(response, 401, 'invalid_token');
  }
  const { sub, scope, iss, origin_jti: session } = verdict.claims;
  if (!String(scope).split(' ').includes('openid')) {
    return refuse(response, 403, 'insufficient_scope');
  }
  const pool = pools.findByIssuer(iss);
  const user = pool?.users.find(sub ?? '');
  if (user === undefined || pool?.revokedSessions.has(String(session))) {
    return refuse(response, 401, 'invalid_token');
  }
  const { username, email } = user;
  const body = {
    sub: user.sub,
    username,
    ...(email === undefined ? {} : { email, email_verified: 'true' }),
  };
  sendJson(response, 200, { body });
};
