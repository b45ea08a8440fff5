import { createRemoteJWKSet, customFetch, type JWTVerifyGetKey } from 'jose';
import * as z from 'zod/mini';
import { boundedFetch } from '../../http/bounded-fetch.ts';

/** The issuer of the tokens that a gateway accepts, from its discovery document. */
export type TokenIssuer = {
  readonly issuer: string;
  readonly keys: JWTVerifyGetKey;
};

/** Usually, the issuer is in this process. Both wait when the machine is busy. */
const timeoutMs = 15_000;
const maxDocumentBytes = 100_000;

const discoveryDocument = z.looseObject({ issuer: z.url(), jwks_uri: z.url() });

/**
 * Reads the discovery document once, and its keys as needed. Tries again after a failed read. Throws when
 * the document cannot be read. https://openid.net/specs/openid-connect-discovery-1_0.html
 */
export const createTokenIssuer = (discoveryUrl: string): (() => Promise<TokenIssuer>) => {
  let pending: Promise<TokenIssuer> | undefined;
  return () => {
    pending ??= discover(discoveryUrl).catch((cause: unknown) => {
      pending = undefined;
      throw new Error(`The discovery document ${discoveryUrl} cannot be read.`, {
        cause,
      });
    });
    return pending;
  };
};

const discover = async (discoveryUrl: string): Promise<TokenIssuer> => {
  const init = { signal: AbortSignal.timeout(timeoutMs) };
  const response = await boundedFetch(discoveryUrl, init, maxDocumentBytes);
  if (!response.ok) throw new Error(`Expected status 200, got ${response.status}.`);
  const document = discoveryDocument.parse(await response.json());
  const keys = createRemoteJWKSet(new URL(document.jwks_uri), {
    timeoutDuration: timeoutMs,
    // Without a cooldown, the first token signed with a new key finds that key. Each unknown key costs one
    // read.
    cooldownDuration: 0,
    [customFetch]: (url, init) => boundedFetch(url, init, maxDocumentBytes),
  });
  return { issuer: document.issuer, keys };
};
