import type { ClientCredentials } from '../credentials/credentials-source.ts';
import type { SharedTokensPorts, StoredToken } from './token-store.ts';

/** HMAC-SHA256 with the client secret as its key. */
const hmac = ({ clientSecret }: ClientCredentials, parts: readonly unknown[]): Buffer =>
  process
    .getBuiltinModule('node:crypto')
    .createHmac('sha256', clientSecret)
    .update(JSON.stringify(parts))
    .digest();

/**
 * One key per token endpoint, issuer, client, client secret and scopes. While a secret is rotated, environments with
 * the old and with the new client secret use different keys, and neither replaces the other's token.
 */
export const storeKey = (
  client: ClientCredentials,
  { tokenEndpoint, issuer, scopes }: SharedTokensPorts,
): string => {
  const parts = ['key', tokenEndpoint, issuer, client.clientId, scopes?.toSorted() ?? null];
  return `access-token:${hmac(client, parts).toString('base64url')}`;
};

type UntaggedToken = Omit<StoredToken, 'tag'>;

const tagBytes = (
  client: ClientCredentials,
  key: string,
  { accessToken, requestedAt, expiresAt }: UntaggedToken,
): Buffer => hmac(client, ['tag', key, accessToken, requestedAt, expiresAt]);

/** Adds the integrity tag. Only an environment that can read the secret can compute it. */
export const addTag = (
  client: ClientCredentials,
  key: string,
  token: UntaggedToken,
): StoredToken => ({ ...token, tag: tagBytes(client, key, token).toString('base64url') });

/** Whether an environment with the same client secret stored this token under this key. */
export const hasRightTag = (
  client: ClientCredentials,
  key: string,
  token: StoredToken,
): boolean => {
  const { timingSafeEqual } = process.getBuiltinModule('node:crypto');
  const expected = tagBytes(client, key, token);
  const tag = Buffer.from(token.tag, 'base64url');
  return tag.length === expected.length && timingSafeEqual(tag, expected);
};
