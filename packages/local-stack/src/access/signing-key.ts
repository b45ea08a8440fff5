import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { oncePerObject } from '@hopwise/template/once-per-object';
import type { Session } from './session.ts';
import type { CredentialScope } from './verify-sigv4-claims.ts';

type Secret = Pick<Session, 'secretAccessKey'>;

/** A caller uses a few services. A request can name any service before its signature is verified, so the keys are bounded. */
const maxKeysOfSession = 32;

const keysOf = oncePerObject((_session: Secret) => new Map<string, KeyObject>());

/**
 * Derives the key that signs the requests of a day to a service. A session keeps its keys, because their derivation takes
 * longer than the signature. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#calculate-signing-key
 */
export const signingKey = (
  session: Secret,
  { date, region, service }: CredentialScope,
): KeyObject => {
  const keys = keysOf(session);
  const name = JSON.stringify([date, region, service]);
  const known = keys.get(name);
  if (known !== undefined) return known;
  if (keys.size >= maxKeysOfSession) keys.clear();
  // A key object, because Node takes six times as long for a signature with a buffer. A small buffer of `Buffer.from` would
  // also keep a pool of 64 kB in memory.
  const derived = [region, service, 'aws4_request'].reduce(
    (key, part) => createSecretKey(hmac(key, part)),
    createSecretKey(hmac(`AWS4${session.secretAccessKey}`, date)),
  );
  keys.set(name, derived);
  return derived;
};

export const hmac = (key: string | KeyObject, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();
