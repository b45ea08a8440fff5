import type { AuthorizedRequest } from './authorized-request.ts';
import { AuthError, type AuthErrorCode } from './errors.ts';

/** Domains under which AWS serves its APIs; each takes IAM and none an OAuth token. */
const awsServiceHost =
  /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.(?:com\.cn|eu))$/;
const agentCoreGatewayHost = /\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com$/;

/** A bearer for another gateway is misdirected, but AWS IAM is not what it would meet there. */
const isAwsServiceHost = (hostname: string): boolean =>
  awsServiceHost.test(hostname) && !agentCoreGatewayHost.test(hostname);

const signedHeader = /^x-amz-(?:security-token|content-sha256)$/i;
const signedParameter = /^x-amz-(?:signature|security-token|credential)$/i;
const ownCredential = /^(?:proxy-)?authorization$/i;
/** They decide where a request ends up or where it ends. */
const framingHeader = /^(?:host|content-length|transfer-encoding|connection|upgrade)$/i;

type Headers = Readonly<Record<string, string>>;

const headerNamed = (headers: Headers = {}, name: RegExp): readonly [string, string] | undefined =>
  Object.entries(headers).find(([header]) => name.test(header));

const authorizationOf = (headers: Headers | undefined): string =>
  headerNamed(headers, /^authorization$/i)?.[1] ?? '';

/** What a signature brings beside `Authorization`, or in its place. */
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
    refuse('OAUTH_TOKEN_TO_AWS_SERVICE', url, 'an AWS service takes IAM, not a token');
  }
  refuse('ORIGIN_NOT_GATEWAY', url, `the token is for ${gateway.origin} alone`);
};

const refuseOwnCredentials = (url: URL, { headers }: AuthorizedRequest): void => {
  const hasOwn = url.username || url.password || headerNamed(headers, ownCredential);
  if (hasOwn || hasSignatureParts(url, headers)) {
    refuse('MIXED_CREDENTIALS', url, 'the request has credentials of its own');
  }
};

const refuseFraming = (url: URL, { headers, timeoutMs }: AuthorizedRequest): void => {
  const [framing] = headerNamed(headers, framingHeader) ?? [];
  if (framing !== undefined) refuse('REQUEST_INVALID', url, `header ${framing} must be absent`);
  if (timeoutMs !== undefined && !(timeoutMs > 0)) {
    refuse('REQUEST_INVALID', url, 'timeoutMs must be positive');
  }
};

/**
 * Lets a request pass that is to get the bearer, and returns its URL. Throws `MIXED_CREDENTIALS` where it
 * brings credentials of its own, `OAUTH_TOKEN_TO_AWS_SERVICE` or `ORIGIN_NOT_GATEWAY` where it
 * goes elsewhere, `REQUEST_INVALID` where it is none.
 */
export const checkAuthorizedRequest = (request: AuthorizedRequest, gatewayUrl: string): URL => {
  const url = parseUrl(request.url);
  refuseOwnCredentials(url, request);
  refuseOrigin(url, new URL(gatewayUrl));
  refuseFraming(url, request);
  return url;
};

/** The same for a request that is to be signed with SigV4 for a gateway whose authorizer is `AWS_IAM`. */
export const checkRequestToSign = (request: AuthorizedRequest, gatewayUrl: string): URL => {
  const url = parseUrl(request.url);
  refuseOwnCredentials(url, request);
  const { origin } = new URL(gatewayUrl);
  if (url.origin !== origin) {
    refuse('ORIGIN_NOT_GATEWAY', url, `the signature is for ${origin} alone`);
  }
  refuseFraming(url, request);
  return url;
};

export type GuardedGateway = {
  readonly url: string;
  readonly authorizer: 'CUSTOM_JWT' | 'AWS_IAM';
};

/**
 * Judges a request as it would go out, for callers with a client of their own. Throws
 * `MIXED_CREDENTIALS`, `NO_TOKEN_TO_GATEWAY`, `OAUTH_TOKEN_TO_AWS_SERVICE` or `ORIGIN_NOT_GATEWAY`; a
 * SigV4-signed request to an AWS service or to a gateway whose authorizer is `AWS_IAM` is right.
 */
export const checkCredentials = (
  request: Pick<AuthorizedRequest, 'url' | 'headers'>,
  gateway: GuardedGateway,
): void => {
  const url = parseUrl(request.url);
  const gatewayUrl = new URL(gateway.url);
  const hasBearer = /^bearer /i.test(authorizationOf(request.headers));
  if (hasBearer && isSigned(url, request.headers)) {
    refuse('MIXED_CREDENTIALS', url, 'a token and a SigV4 signature');
  }
  if (hasBearer) refuseOrigin(url, gatewayUrl);
  if (url.origin !== gatewayUrl.origin) return;
  if (hasBearer && gateway.authorizer === 'AWS_IAM') {
    refuse('MIXED_CREDENTIALS', url, 'a token, where this gateway takes IAM');
  }
  if (!hasBearer && gateway.authorizer === 'CUSTOM_JWT') {
    refuse('NO_TOKEN_TO_GATEWAY', url, 'this gateway takes a bearer token alone');
  }
};
