import { AuthError, type AuthErrorCode } from '../errors/auth-error.ts';
import { isSecureUrlText } from '../options/option-rules.ts';
import { hasHiddenToken, hasToken, hasTokenParameter } from './find-token.ts';
import { type ForeignRequest, readForeignRequest, readRequest } from './read-request.ts';
import type { AuthorizedRequest } from './request-types.ts';

export type { GuardedGateway } from './read-request.ts';

/** Domains of AWS APIs. They require IAM and accept no OAuth token. */
const awsServiceHost =
  /(?:^|\.)(?:amazonaws\.com(?:\.cn)?|amazonaws\.eu|api\.aws|api\.amazonwebservices\.(?:com\.cn|eu))$/;
const agentCoreGatewayHost = /\.gateway\.bedrock-agentcore\.[a-z0-9-]+\.amazonaws\.com$/;

/** Another AgentCore Gateway may accept tokens, so it does not count as an AWS service. */
const isAwsServiceHost = (hostname: string): boolean =>
  awsServiceHost.test(hostname) && !agentCoreGatewayHost.test(hostname);

const signedHeader = /^x-amz-(?:security-token|content-sha256)$/i;
const signedParameter = /^x-amz-(?:signature|security-token|credential)$/i;
const authorizationHeader = /^authorization$/i;
const credentialHeader = /^(?:proxy-)?authorization$/i;
/** Headers that change the destination or the length of a request. */
const framingHeader = /^(?:host|content-length|transfer-encoding|connection|upgrade)$/i;

/** The form that a resource server accepts, RFC 6750 section 2.1. Whitespace around a header value has no meaning. */
const bearerCredentials = /^[\t ]*bearer +[\w\-.~+/]+=*[\t ]*$/i;

type Headers = Readonly<Record<string, string>>;

/** The values of all headers with this name. Two spellings of a name are two headers. */
const headerValues = (headers: Headers = {}, name: RegExp): string[] =>
  Object.entries(headers).flatMap(([header, value]) => (name.test(header) ? [value] : []));

const hasParameter = (url: URL, name: RegExp): boolean =>
  [...url.searchParams.keys()].some((parameter) => name.test(parameter));

/** Whether a request has SigV4 headers or parameters other than `Authorization`. */
const hasSignatureParts = (url: URL, headers: Headers | undefined): boolean =>
  headerValues(headers, signedHeader).length > 0 || hasParameter(url, signedParameter);

const isSigned = (url: URL, headers: Headers | undefined): boolean =>
  headerValues(headers, authorizationHeader).some((value) => /^\s*AWS4-/.test(value)) ||
  hasSignatureParts(url, headers);

const refuse = (code: AuthErrorCode, url: URL, why: string): never => {
  throw new AuthError(code, `${url.host}: ${why}`);
};

const refuseOrigin = (url: URL, gateway: URL): void => {
  if (url.origin === gateway.origin) return;
  // A name with a trailing dot is the same name.
  if (isAwsServiceHost(url.hostname.replace(/\.$/, ''))) {
    refuse('OAUTH_TOKEN_TO_AWS_SERVICE', url, 'an AWS service requires IAM, not a token');
  }
  refuse('ORIGIN_NOT_GATEWAY', url, `the token is only for ${gateway.origin}`);
};

const refuseCredentials = (url: URL, headers: Headers | undefined): void => {
  const hasOwn = url.username || url.password || headerValues(headers, credentialHeader).length > 0;
  if (hasOwn || hasTokenParameter(url) || hasSignatureParts(url, headers)) {
    refuse('MIXED_CREDENTIALS', url, 'the request already has credentials');
  }
};

const refuseFraming = (url: URL, headers: Headers = {}): void => {
  const framing = Object.keys(headers).find((name) => framingHeader.test(name));
  if (framing !== undefined) refuse('REQUEST_INVALID', url, `header ${framing} must not be set`);
};

const readGatewayUrl = (url: string): URL => {
  if (isSecureUrlText[0](url)) return new URL(url);
  throw new AuthError('OPTIONS_INVALID', `gateway.url must be ${isSecureUrlText[1]}`);
};

/** A checked copy of a request. Later changes of the original have no effect. */
export type CheckedRequest = Omit<AuthorizedRequest, 'url'> & { readonly url: URL };

const checkRequest = (
  request: AuthorizedRequest,
  checkOrigin: (url: URL) => void,
): CheckedRequest => {
  const checked = readRequest(request);
  const url = new URL(checked.url);
  refuseCredentials(url, checked.headers);
  checkOrigin(url);
  refuseFraming(url, checked.headers);
  return { ...checked, url };
};

/**
 * Checks a request before the access token is added. Throws `REQUEST_INVALID` if it is malformed,
 * `MIXED_CREDENTIALS` if it already has credentials, and `OAUTH_TOKEN_TO_AWS_SERVICE` or `ORIGIN_NOT_GATEWAY` if
 * its destination is not the gateway.
 */
export const checkAuthorizedRequest = (
  request: AuthorizedRequest,
  gatewayUrl: string,
): CheckedRequest => {
  const gateway = readGatewayUrl(gatewayUrl);
  return checkRequest(request, (url) => refuseOrigin(url, gateway));
};

/** Checks a request before it is signed with SigV4, for a gateway whose authorizer is `AWS_IAM`. */
export const checkRequestToSign = (
  request: AuthorizedRequest,
  gatewayUrl: string,
): CheckedRequest => {
  const { origin } = readGatewayUrl(gatewayUrl);
  return checkRequest(request, (url) => {
    if (url.origin !== origin) {
      refuse('ORIGIN_NOT_GATEWAY', url, `the signature is only for ${origin}`);
    }
  });
};

/**
 * Checks the credentials of a complete request, for callers with their own HTTP client. Throws
 * `REQUEST_INVALID`, `MIXED_CREDENTIALS`, `NO_TOKEN_TO_GATEWAY`, `OAUTH_TOKEN_TO_AWS_SERVICE` or
 * `ORIGIN_NOT_GATEWAY`. Accepts a SigV4-signed request to an AWS service or to a gateway whose authorizer is
 * `AWS_IAM`. `headers` must be a plain object. Ignores other properties of the request.
 */
export const checkCredentials = (
  request: ForeignRequest['request'],
  gateway: ForeignRequest['gateway'],
): void => {
  const checked = readForeignRequest({ request, gateway });
  const { headers } = checked.request;
  const url = new URL(checked.request.url);
  const gatewayUrl = new URL(checked.gateway.url);
  const carriesToken = hasToken(url, headers);
  if (carriesToken && isSigned(url, headers)) {
    refuse('MIXED_CREDENTIALS', url, 'the request has a token and a SigV4 signature');
  }
  if (carriesToken || hasHiddenToken(url, headers)) refuseOrigin(url, gatewayUrl);
  if (url.origin !== gatewayUrl.origin) return;
  if (carriesToken && checked.gateway.authorizer === 'AWS_IAM') {
    refuse('MIXED_CREDENTIALS', url, 'the request has a token, but this gateway requires IAM');
  }
  if (hasTokenParameter(url)) {
    refuse(
      'MIXED_CREDENTIALS',
      url,
      'the URL has a token, which belongs in the Authorization header',
    );
  }
  const authorization = headerValues(headers, authorizationHeader);
  const isBearer = authorization.length === 1 && bearerCredentials.test(`${authorization}`);
  if (!isBearer && checked.gateway.authorizer === 'CUSTOM_JWT') {
    refuse('NO_TOKEN_TO_GATEWAY', url, 'this gateway accepts only a bearer token');
  }
};
