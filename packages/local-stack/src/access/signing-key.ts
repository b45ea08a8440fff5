import { createHmac } from 'node:crypto';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { Session } from './session.ts';
import type { CredentialScope } from './verify-sigv4-claims.ts';

type Secret = Pick<Session, 'secretAccessKey'>;

/** A caller uses a few services. A request can name any service before its signature is verified, so the keys are bounded. */
const maxKeysOfSession = 32;

const keysOf = oncePerObject((_session: Secret) => new Map<string, Buffer>());

/**
 * Derives the key that signs the requests of a day to a service. A session keeps its keys, because their derivation takes
 * longer than the signature. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signing-key
 */
export const signingKey = (session: Secret, { date, region, service }: CredentialScope): Buffer => {
  const keys = keysOf(session);
  const name = JSON.stringify([date, region, service]);
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= maxKeysOfSession) keys.clear();
  const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
    hmac,
    `AWS4${session.secretAccessKey}`,
  );
  // Not `Buffer.from`: its 32 bytes would keep a pool of 64 kB in memory.
  const derived = Buffer.alloc(key.length, key);
  keys.set(name, derived);
  return derived;
};

export const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
