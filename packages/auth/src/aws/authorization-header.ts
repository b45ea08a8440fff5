import { createHmac } from 'node:crypto';
import { canonicalRequest, sha256Hex } from './canonical-request.ts';
import type { AwsCredentials } from './credentials.ts';
import type { RequestToSign } from './signed-request.ts';

/** The parts of a request that its signature covers. */
export type SignedParts = Pick<RequestToSign, 'method' | 'path' | 'query' | 'headers' | 'body'>;

export type SigningScope = {
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  readonly region: string;
  readonly service: string;
};

const hmac = (key: string | Uint8Array, text: string): Buffer =>
  createHmac('sha256', key).update(text).digest();

/**
 * The `Authorization` header for a request whose headers are complete.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export const authorizationOf = (
  request: SignedParts,
  { accessKeyId, secretAccessKey }: AwsCredentials,
  { timestamp, region, service }: SigningScope,
): string => {
  const { text, signedHeaders } = canonicalRequest(request);
  const parts = [timestamp.slice(0, 8), region, service, 'aws4_request'];
  const scope = parts.join('/');
  const toSign = ['AWS4-HMAC-SHA256', timestamp, scope, sha256Hex(text)].join('\n');
  const key = parts.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`);
  const signature = hmac(key, toSign).toString('hex');
  return `AWS4-HMAC-SHA256 Credential=${accessKeyId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
};
