import { isHeaders } from '../gateway/read-request.ts';
import {
  isClock,
  isFunction,
  isPlainObject,
  optional,
  type Rule,
  type Rules,
  readChecked,
  readOptions,
} from '../options/option-rules.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { authorizationOf, type SignedParts } from './authorization-header.ts';
import { sha256Hex } from './canonical-request.ts';
import { type AwsCredentials, readAwsCredentials } from './credentials.ts';
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

/** A part of the scope of a signature, which is in a header and separates its parts with slashes. */
const isScopePart: Rule = [
  (value) => typeof value === 'string' && /^[\w-]*$/.test(value),
  'a text of letters, digits and hyphens',
];

const rules: Rules<SigV4SignerOptions> = {
  service: [
    (value) => isScopePart[0](value) && value !== 's3',
    `${isScopePart[1]}, and not s3, which encodes paths in another way`,
  ],
  region: isScopePart,
  credentials: optional(isFunction),
  clock: optional(isClock),
};

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
 * the headers to send. Throws `OPTIONS_INVALID` for wrong or unknown options. `sign` rejects with `REQUEST_INVALID` for
 * a request that it would not sign as it is sent, and with a `CredentialsProviderError` if `credentials` fails or returns
 * unusable credentials.
 */
export const sigV4Signer = (options: SigV4SignerOptions): SigV4Signer => {
  const checked = readOptions('sigV4Signer', options, rules);
  const { service, region, credentials, clock = systemClock } = checked;
  return {
    async sign(given) {
      const request = readChecked<SignedParts>(given, requestRules, {
        owner: 'sigV4Signer.sign',
        code: 'REQUEST_INVALID',
        ignoresUnknown: true,
      });
      const identity = await readAwsCredentials(credentials);
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
