import { AuthError, type AuthErrorCode, type AuthErrorDetails } from '../errors/auth-error.ts';
import type { HttpFailure, HttpRequest, HttpResponse, HttpSend } from '../http/http-send.ts';
import { isRedirect, sendRequest } from '../http/send-request.ts';

const codes = {
  timeout: 'GATEWAY_TIMEOUT',
  aborted: 'REQUEST_ABORTED',
  too_large: 'GATEWAY_RESPONSE_TOO_LARGE',
  invalid: 'REQUEST_INVALID',
  unreachable: 'GATEWAY_UNREACHABLE',
} as const satisfies Record<HttpFailure, AuthErrorCode>;

/** The error for a request that got no complete response from the gateway. */
export const gatewayError = (
  { host }: URL,
  failure: HttpFailure,
  details?: AuthErrorDetails,
): AuthError =>
  new AuthError(codes[failure], failure === 'invalid' ? 'invalid method or header' : host, details);

/** Sends one request to the gateway. Resolves for any status except a redirect. Throws `AuthError`. */
export const sendToGateway = async (
  request: HttpRequest,
  send: HttpSend,
): Promise<HttpResponse> => {
  const { url } = request;
  const response = await sendRequest(send, request, (failure, details) =>
    gatewayError(url, failure, details),
  );
  const { status } = response;
  if (isRedirect(status)) throw new AuthError('REDIRECT_REFUSED', url.host, { status });
  return response;
};
