import { createHmac } from 'node:crypto';
import { isHeaders } from '../gateway/read-request.ts';
import {
  hasMethods,
  isFunction,
  isPlainObject,
  optional,
  type Rule,
  type Rules,
  readChecked,
  readOptions,
} from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { canonicalRequest, sha256Hex } from './canonical-request.ts';
import { type AwsCredentials, environmentCredentials, usableCredentials } from './credentials.ts';
import type { RequestToSign, SignedRequest } from './signed-request.ts';

export type SigV4SignerOptions = {
  /** The signing name of the service, for instance `bedrock-agentcore`. S3 encodes paths in another way, so it is refused. */
  readonly service: string;
  readonly region: string;
  /** Called for each request. Default: the execution role. */
  readonly credentials?: () => AwsCredentials | Promise<AwsCredentials>;
  /** For tests. */
  readonly clock?: Clock;
};

export type SigV4Signer = { sign(request: RequestToSign): Promise<SignedRequest> };

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

/** A part of the scope of a signature, which is in a header and separates its parts with slashes. */
const isScopePart: Rule = [
  (value) => typeof value === 'string' && /^[\w-]*$/.test(value),
  'a text of letters, digits and hyphens',
];

const rules: Rules<SigV4SignerOptions> = {
  service: isScopePart,
  region: isScopePart,
  credentials: optional(isFunction),
  clock: optional(hasMethods('now')),
};

type SignedParts = Pick<RequestToSign, 'method' | 'path' | 'query' | 'headers' | 'body'>;

/** Text that has an encoding in UTF-8. */
const isEncodable = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();

const requestRules: Rules<SignedParts> = {
  method: [(value) => typeof value === 'string' && /^[A-Za-z]+$/.test(value), 'an HTTP method'],
  path: [(value) => isEncodable(value) && `${value}`.startsWith('/'), 'a path'],
  query: [
    (value) =>
      isPlainObject(value) &&
      Object.entries(value)
        .flat(2)
        .every((text) => isEncodable(text)),
    'a plain object of parameters and their values',
  ],
  headers: isHeaders,
  body: optional([isEncodable, 'a string']),
};

/** A signer makes these headers itself. */
const generated = /^(?:authorization|date|x-amz-content-sha256|x-amz-date|x-amz-security-token)$/i;

/**
 * Signs requests with Signature Version 4: a small replacement for `SignatureV4` of `@smithy/signature-v4`. Returns
 * the headers to send. Throws `OPTIONS_INVALID` for wrong or unknown options, and `RangeError` for the service `s3`.
 * `sign` rejects with `REQUEST_INVALID` for a request that it would not sign as it is sent, with what `credentials`
 * throws, and with a `CredentialsProviderError` for unusable credentials.
 */
export const sigV4Signer = (options: SigV4SignerOptions): SigV4Signer => {
  const checked = readOptions('sigV4Signer', options, rules);
  const { service, region, credentials = environmentCredentials, clock = systemClock } = checked;
  if (service === 's3') throw new RangeError('sigV4Signer: service s3 is not supported.');
  return {
    async sign(given) {
      const request = readChecked<SignedParts>(given, requestRules, {
        owner: 'sigV4Signer.sign',
        code: 'REQUEST_INVALID',
        ignoresUnknown: true,
      });
      const identity = usableCredentials(await credentials());
      const timestamp = new Date(clock.now()).toISOString().replaceAll(/[-:]|\.\d+/g, '');
      const kept = Object.entries(request.headers).filter(([name]) => !generated.test(name));
      const headers = {
        ...Object.fromEntries(kept),
        'x-amz-date': timestamp,
        'x-amz-content-sha256': sha256Hex(request.body ?? ''),
        ...(identity.sessionToken && { 'x-amz-security-token': identity.sessionToken }),
      };
      const scope = { timestamp, region, service };
      const authorization = authorizationOf({ ...request, headers }, identity, scope);
      return { headers: { ...headers, authorization } };
    },
  };
};
