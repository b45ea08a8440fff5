import { AuthError, type AuthErrorCode, type AuthErrorDetails } from './errors.ts';
import { exchangeOver, isRedirect } from './http-exchange.ts';
import type { HttpFailure, HttpRequest, HttpResponse, HttpSend } from './http-send.ts';

const codes = {
  timeout: 'GATEWAY_TIMEOUT',
  aborted: 'REQUEST_ABORTED',
  too_large: 'GATEWAY_RESPONSE_TOO_LARGE',
  invalid: 'REQUEST_INVALID',
  unreachable: 'GATEWAY_UNREACHABLE',
} as const satisfies Record<HttpFailure, AuthErrorCode>;

/** Why the gateway at this URL gave no answer. */
export const gatewayError = (
  { host }: URL,
  failure: HttpFailure,
  details?: AuthErrorDetails,
): AuthError =>
  new AuthError(codes[failure], failure === 'invalid' ? 'method or header' : host, details);

/** One exchange with the gateway: any status but a redirect is an answer. Throws `AuthError`. */
export const exchangeWithGateway = async (
  request: HttpRequest,
  send: HttpSend,
): Promise<HttpResponse> => {
  const { url } = request;
  const response = await exchangeOver(send, request, (failure, details) =>
    gatewayError(url, failure, details),
  );
  const { status } = response;
  if (isRedirect(status)) throw new AuthError('REDIRECT_REFUSED', url.host, { status });
  return response;
};
