import { timingSafeEqual } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import type { Account } from '../account.ts';
import { parseQueryString } from '../http/query-string.ts';
import type { AccessControl } from './access-control.ts';
import type { Session } from './session.ts';
import { hmac, signingKey } from './signing-key.ts';
import { canonicalRequest, sha256Hex, stringToSign } from './verify-sigv4-canonical.ts';
import {
  type ClaimsSource,
  readSignatureClaims,
  type SignatureClaims,
} from './verify-sigv4-claims.ts';
import { SigV4Error } from './verify-sigv4-error.ts';
import { requireFreshness, timeOf } from './verify-sigv4-time.ts';

/** A request as received. Over HTTP/2 the headers include `:authority`. */
export type ArrivedRequest = {
  readonly method: string;
  /** As received, percent-encoded. */
  readonly path: string;
  /** As received, without the question mark. */
  readonly query: string;
  /** Lower-case names; a repeated header's values are joined by commas. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
};

export type SigV4Verifier = {
  readonly access: Pick<AccessControl, 'findSession'>;
  readonly account: Account;
  readonly clock: Clock;
  /** Signing name of the service that the request's form belongs to, when the form identifies one. */
  readonly expectedService: string | undefined;
};

export type VerifiedSignature = { readonly session: Session; readonly signingName: string };

/** Reads the signature parameters of a request. Throws `SigV4Error` when they are missing or malformed. */
export const claimsOf = ({ headers, query }: ArrivedRequest): SignatureClaims =>
  readSignatureClaims({ headers, query: decodedQuery(query) });

/**
 * Signs the request again with the secret access key of its access key id, and compares the signatures.
 * Accepts the `Authorization` header and presigned URLs. Throws `SigV4Error`.
 */
export const verifySigV4 = (
  request: ArrivedRequest,
  claims: SignatureClaims,
  verifier: SigV4Verifier,
): VerifiedSignature => {
  requireScope(claims, verifier);
  requireFreshness(claims, verifier.clock);
  requireSignedHeaders(claims, request.headers);
  const session = requireSession(claims, verifier);
  const { payloadHash, signature } = signAgain(request, claims, session);
  const declaredHash = request.headers['x-amz-content-sha256'] ?? payloadHash;
  if (declaredHash !== payloadHash || !equalInConstantTime(claims.signature, signature)) {
    throw mismatch();
  }
  return { session, signingName: claims.scope.service };
};

export type SignatureSteps = {
  readonly payloadHash: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
  readonly signature: string;
};

/** Signs a request step by step with the parameters in its claims. Throws `SigV4Error`. */
export const signAgain = (
  request: ArrivedRequest,
  { scope, signedHeaders, timestamp }: SignatureClaims,
  credentials: Pick<Session, 'accessKeyId' | 'secretAccessKey'>,
): SignatureSteps => {
  const payloadHash = sha256Hex(request.body);
  const canonical = canonicalRequest({
    ...request,
    query: decodedQuery(request.query),
    signedHeaders,
    payloadHash,
  });
  const text = stringToSign(timestamp, scope, canonical);
  const signature = hmac(signingKey(credentials, scope), text).toString('hex');
  return { payloadHash, canonicalRequest: canonical, stringToSign: text, signature };
};

const decodedQuery = (query: string): ClaimsSource['query'] => {
  try {
    return parseQueryString(query);
  } catch {
    throw new SigV4Error('IncompleteSignature', 'The query string has a malformed escape.');
  }
};

const requireScope = (
  { scope, timestamp }: SignatureClaims,
  { account, expectedService: service }: SigV4Verifier,
): void => {
  if (!/^\d{8}T\d{6}Z$/.test(timestamp) || Number.isNaN(timeOf(timestamp))) {
    throw new SigV4Error(
      'IncompleteSignature',
      "Date must be in ISO-8601 'basic format'. See http://en.wikipedia.org/wiki/ISO_8601",
    );
  }
  const wrong: string[] = [];
  if (scope.region !== account.region) {
    wrong.push(`Credential should be scoped to a valid region, not '${scope.region}'. `);
  }
  if (service !== undefined && scope.service !== service) {
    wrong.push(`Credential should be scoped to correct service: '${service}'. `);
  }
  if (scope.date !== timestamp.slice(0, 8)) {
    wrong.push(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${scope.date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    );
  }
  if (wrong.length > 0) throw new SigV4Error('InvalidSignature', wrong.join('').trim());
};

const requireSignedHeaders = (
  { signedHeaders }: SignatureClaims,
  headers: ArrivedRequest['headers'],
): void => {
  if (!signedHeaders.includes('host') && !signedHeaders.includes(':authority')) {
    throw new SigV4Error(
      'InvalidSignature',
      "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  }
  const unsigned = Object.keys(headers).filter(
    (name) => name.startsWith('x-amz-') && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new SigV4Error(
      'InvalidSignature',
      `There were headers present in the request which were not signed: ${unsigned.join(', ')}`,
    );
  }
};

const requireSession = (claims: SignatureClaims, { access, clock }: SigV4Verifier): Session => {
  const session = access.findSession(claims.accessKeyId);
  if (!session || !equalInConstantTime(claims.securityToken ?? '', session.sessionToken)) {
    throw new SigV4Error(
      'UnrecognizedClient',
      'The security token included in the request is invalid.',
    );
  }
  if (session.expiresAtMs <= clock.now()) {
    throw new SigV4Error('ExpiredToken', 'The security token included in the request is expired');
  }
  return session;
};

const mismatch = (): SigV4Error =>
  new SigV4Error(
    'InvalidSignature',
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  );

const equalInConstantTime = (a: string, b: string): boolean => {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)];
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB);
};
