import { createHash } from 'node:crypto';
import { escapeUri } from '@smithy/core/protocols';
import type { CredentialScope } from './verify-sigv4-claims.ts';

/**
 * The steps of the Signature Version 4 process, with AWS's names for them. See
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export type CanonicalParts = {
  readonly method: string;
  /** As received, percent-encoded. */
  readonly path: string;
  /** Percent-decoded. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly signedHeaders: readonly string[];
  readonly payloadHash: string;
};

export const canonicalRequest = (parts: CanonicalParts): string =>
  [
    parts.method,
    canonicalUri(parts.path),
    canonicalQueryString(parts.query),
    ...parts.signedHeaders.map((name) => `${name}:${canonicalValue(parts.headers[name] ?? '')}`),
    '',
    parts.signedHeaders.join(';'),
    parts.payloadHash,
  ].join('\n');

/** Every service except S3 signs the normalized path, encoded a second time. */
const canonicalUri = (path: string): string => {
  const segments: string[] = [];
  for (const segment of path.split('/')) {
    if (segment === '..') {
      segments.pop();
    } else if (segment !== '' && segment !== '.') {
      segments.push(escapeUri(segment));
    }
  }
  const closing = segments.length > 0 && path.endsWith('/') ? '/' : '';
  return `/${segments.join('/')}${closing}`;
};

const canonicalQueryString = (query: CanonicalParts['query']): string =>
  query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [escapeUri(name), escapeUri(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');

const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

const canonicalValue = (value: string): string => value.trim().replace(/\s+/g, ' ');

export const stringToSign = (
  timestamp: string,
  { date, region, service }: CredentialScope,
  canonical: string,
): string =>
  [
    'AWS4-HMAC-SHA256',
    timestamp,
    `${date}/${region}/${service}/aws4_request`,
    sha256Hex(canonical),
  ].join('\n');

export const sha256Hex = (data: string | Uint8Array): string =>
  createHash('sha256').update(data).digest('hex');
