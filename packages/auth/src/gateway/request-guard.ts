import { AuthError, type AuthErrorCode } from '../errors/auth-error.ts';
import type { AuthorizedRequest } from './request-types.ts';

/** Domains of AWS APIs. They require IAM and accept no OAuth token. */
const awsServiceHost =
  /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.(?:com\.cn|eu))$/;
const agentCoreGatewayHost = /\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com$/;

/** Another AgentCore Gateway may accept tokens, so it does not count as an AWS service. */
const isAwsServiceHost = (hostname: string): boolean =>
  awsServiceHost.test(hostname) && !agentCoreGatewayHost.test(hostname);

const signedHeader = /^x-amz-(?:security-token|content-sha256)$/i;
const signedParameter = /^x-amz-(?:signature|security-token|credential)$/i;
const credentialHeader = /^(?:proxy-)?authorization$/i;
/** Headers that change the destination or the length of a request. */
const framingHeader = /^(?:host|content-length|transfer-encoding|connection|upgrade)$/i;

type Headers = Readonly<Record<string, string>>;

const headerNamed = (headers: Headers = {}, name: RegExp): readonly [string, string] | undefined =>
  Object.entries(headers).find(([header]) => name.test(header));

const authorizationOf = (headers: Headers | undefined): string =>
  headerNamed(headers, /^authorization$/i)?.[1] ?? '';

/** Whether a request has SigV4 headers or parameters other than `Authorization`. */
const hasSignatureParts = (url: URL, headers: Headers | undefined): boolean =>
  headerNamed(headers, signedHeader) !== undefined ||
  [...url.searchParams.keys()].some((name) => signedParameter.test(name));

const isSigned = (url: URL, headers: Headers | undefined): boolean =>
  /^AWS4-/.test(authorizationOf(headers)) || hasSignatureParts(url, headers);

const refuse = (code: AuthErrorCode, url: URL, why: string): never => {
  throw new AuthError(code, `${url.host}: ${why}`);
};

const parseUrl = (text: string): URL => {
  if (URL.canParse(text)) return new URL(text);
  throw new AuthError('REQUEST_INVALID', 'url must be absolute');
};

const refuseOrigin = (url: URL, gateway: URL): void => {
  if (url.origin === gateway.origin) return;
  if (isAwsServiceHost(url.hostname)) {
    refuse('OAUTH_TOKEN_TO_AWS_SERVICE', url, 'an AWS service requires IAM, not a token');
  }
  refuse('ORIGIN_NOT_GATEWAY', url, `the token is only for ${gateway.origin}`);
};

const refuseCredentials = (url: URL, { headers }: AuthorizedRequest): void => {
  const hasOwn = url.username || url.password || headerNamed(headers, credentialHeader);
  if (hasOwn || hasSignatureParts(url, headers)) {
    refuse('MIXED_CREDENTIALS', url, 'the request already has credentials');
  }
};

const refuseFraming = (url: URL, { headers, timeoutMs }: AuthorizedRequest): void => {
  const [framing] = headerNamed(headers, framingHeader) ?? [];
  if (framing !== undefined) refuse('REQUEST_INVALID', url, `header ${framing} must not be set`);
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    refuse('REQUEST_INVALID', url, 'timeoutMs must be positive');
  }
};

/**
 * Checks a request before the access token is added, and returns its URL. Throws `MIXED_CREDENTIALS` if the
 * request already has credentials, `OAUTH_TOKEN_TO_AWS_SERVICE` or `ORIGIN_NOT_GATEWAY` if its destination is
 * not the gateway, and `REQUEST_INVALID` if it is malformed.
 */
export const checkAuthorizedRequest = (request: AuthorizedRequest, gatewayUrl: string): URL => {
  const url = parseUrl(request.url);
  refuseCredentials(url, request);
  refuseOrigin(url, new URL(gatewayUrl));
  refuseFraming(url, request);
  return url;
};

/** Checks a request before it is signed with SigV4, for a gateway whose authorizer is `AWS_IAM`. Returns its URL. */
export const checkRequestToSign = (request: AuthorizedRequest, gatewayUrl: string): URL => {
  const url = parseUrl(request.url);
  refuseCredentials(url, request);
  const { origin } = new URL(gatewayUrl);
  if (url.origin !== origin) {
    refuse('ORIGIN_NOT_GATEWAY', url, `the signature is only for ${origin}`);
  }
  refuseFraming(url, request);
  return url;
};

export type GuardedGateway = {
  readonly url: string;
  readonly authorizer: 'CUSTOM_JWT' | 'AWS_IAM';
};

/**
 * Checks the credentials of a complete request, for callers with their own HTTP client. Throws
 * `MIXED_CREDENTIALS`, `NO_TOKEN_TO_GATEWAY`, `OAUTH_TOKEN_TO_AWS_SERVICE` or `ORIGIN_NOT_GATEWAY`. Accepts a
 * SigV4-signed request to an AWS service or to a gateway whose authorizer is `AWS_IAM`.
 */
export const checkCredentials = (
  request: Pick<AuthorizedRequest, 'url' | 'headers'>,
  gateway: GuardedGateway,
): void => {
  const url = parseUrl(request.url);
  const gatewayUrl = new URL(gateway.url);
  const hasBearer = /^bearer /i.test(authorizationOf(request.headers));
  if (hasBearer && isSigned(url, request.headers)) {
    refuse('MIXED_CREDENTIALS', url, 'the request has a token and a SigV4 signature');
  }
  if (hasBearer) refuseOrigin(url, gatewayUrl);
  if (url.origin !== gatewayUrl.origin) return;
  if (hasBearer && gateway.authorizer === 'AWS_IAM') {
    refuse('MIXED_CREDENTIALS', url, 'the request has a token, but this gateway requires IAM');
  }
  if (!hasBearer && gateway.authorizer === 'CUSTOM_JWT') {
    refuse('NO_TOKEN_TO_GATEWAY', url, 'this gateway accepts only a bearer token');
  }
};
