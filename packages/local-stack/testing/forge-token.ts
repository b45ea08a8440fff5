import { createPublicKey } from 'node:crypto';
import {
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWTPayload,
  SignJWT,
  UnsecuredJWT,
} from 'jose';

/** Creates a token with the same or changed claims that no issuer signed. */
export type Forgery = (token: string) => Promise<string>;

const claimsOf = (token: string): JWTPayload => decodeJwt(token);

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const keysOf = async (token: string): Promise<JSONWebKeySet> => {
  const response = await fetch(`${claimsOf(token).iss}/.well-known/jwks.json`);
  return (await response.json()) as JSONWebKeySet;
};

const ownKey: Forgery = async (token) => {
  const { privateKey } = await generateKeyPair('RS256');
  const { kid } = decodeProtectedHeader(token);
  return new SignJWT(claimsOf(token))
    .setProtectedHeader({ alg: 'RS256', ...(kid !== undefined && { kid }) })
    .sign(privateKey);
};

/** Puts the signing key into the header, for a verifier that trusts the header. */
const embeddedKey: Forgery = async (token) => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  return new SignJWT(claimsOf(token))
    .setProtectedHeader({ alg: 'RS256', jwk: await exportJWK(publicKey) })
    .sign(privateKey);
};

const unsigned: Forgery = async (token) => new UnsecuredJWT(claimsOf(token)).encode();

/** Signs with the public key as a shared secret, for a verifier that trusts the header's algorithm. */
const publicKeyAsSecret: Forgery = async (token) => {
  const [jwk = {}] = (await keysOf(token)).keys;
  const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
  const { kid } = decodeProtectedHeader(token);
  return new SignJWT(claimsOf(token))
    .setProtectedHeader({ alg: 'HS256', ...(kid !== undefined && { kid }) })
    .sign(Buffer.from(pem));
};

const changedClaims: Forgery = async (token) => {
  const [header = '', , signature = ''] = token.split('.');
  const scope = 'openid hopwise/chat hopwise/invoke';
  return `${header}.${part({ ...claimsOf(token), scope })}.${signature}`;
};

const withoutSignature: Forgery = async (token) => `${token.split('.').slice(0, 2).join('.')}.`;

export const forgeries: readonly (readonly [name: string, Forgery])[] = [
  ['signed by another key', ownKey],
  ['signed by a key in its own header', embeddedKey],
  ['with the algorithm none', unsigned],
  ['signed with the public key as a shared secret', publicKeyAsSecret],
  ['with changed claims', changedClaims],
  ['without its signature', withoutSignature],
];
