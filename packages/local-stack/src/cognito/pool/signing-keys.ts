import { randomBytes } from 'node:crypto';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose';

/** Maximum number of public keys that a pool publishes. The oldest is dropped first. */
const maxKeys = 4;

type SigningKey = {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  readonly jwk: JWK;
};

/** RSA keys of one user pool. The newest one signs; the older ones still verify. */
export type SigningKeys = {
  sign(claims: JWTPayload): Promise<string>;
  /** The public keys, in the form of `jwks.json`. */
  publicKeys(): Promise<readonly JWK[]>;
  findPublicKey(kid: string | undefined): Promise<CryptoKey | undefined>;
  rotate(): Promise<void>;
};

const generate = async (): Promise<SigningKey> => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { modulusLength: 2048 });
  const kid = randomBytes(32).toString('base64');
  const { kty, n, e } = await exportJWK(publicKey);
  if (kty === undefined || n === undefined || e === undefined) {
    throw new TypeError('An RSA public key was exported without its modulus or exponent.');
  }
  return { kid, privateKey, publicKey, jwk: { alg: 'RS256', e, kid, kty, n, use: 'sig' } };
};

export const createSigningKeys = (): SigningKeys => {
  /** Newest first. The first key is created on first use. */
  let keys: Promise<readonly SigningKey[]> | undefined;
  const current = () => {
    keys ??= generate().then((key) => [key]);
    return keys;
  };

  return {
    async sign(claims) {
      const [key] = await current();
      if (key === undefined) throw new TypeError('The user pool has no signing key.');
      return new SignJWT(claims)
        .setProtectedHeader({ kid: key.kid, alg: 'RS256' })
        .sign(key.privateKey);
    },
    publicKeys: async () => (await current()).map(({ jwk }) => jwk),
    findPublicKey: async (kid) => (await current()).find((key) => key.kid === kid)?.publicKey,
    async rotate() {
      const older = current();
      keys = Promise.all([generate(), older]).then(([key, rest]) =>
        [key, ...rest].slice(0, maxKeys),
      );
      await keys;
    },
  };
};
