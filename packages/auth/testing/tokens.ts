import { SignJWT } from 'jose';
import type { Answer } from './programmable-server.ts';

const key = new TextEncoder().encode('a key that nobody verifies, 32 bytes');

export const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf';

export type TokenShape = {
  readonly now: number;
  readonly lifeSeconds?: number;
  readonly claims?: Readonly<Record<string, unknown>>;
};

let serial = 0;

/** A token in Cognito's format. Each call returns a different token. */
export const mintToken = ({ now, lifeSeconds = 3_600, claims }: TokenShape): Promise<string> => {
  serial += 1;
  const iat = Math.floor(now / 1_000);
  return new SignJWT({
    sub: 'client-1',
    client_id: 'client-1',
    token_use: 'access',
    scope: 'gateway/invoke',
    iss: issuer,
    iat,
    exp: iat + lifeSeconds,
    version: 2,
    jti: `token-${serial}`,
    ...claims,
  })
    .setProtectedHeader({ alg: 'HS256', kid: 'key-1' })
    .sign(key);
};

export const json = (
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): Answer => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
});

/** A successful response of the token endpoint. */
export const grantToken = async (shape: TokenShape): Promise<Answer> =>
  json(200, {
    access_token: await mintToken(shape),
    expires_in: shape.lifeSeconds ?? 3_600,
    token_type: 'Bearer',
  });
