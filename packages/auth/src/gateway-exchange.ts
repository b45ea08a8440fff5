import { AuthError, type AuthErrorCode, type AuthErrorDetails } from './errors.ts';
import { exchangeOver } from './http-exchange.ts';
import type { HttpFailure, HttpRequest, HttpResponse, HttpSend } from './http-send.ts';

const redirects = new Set([301, 302, 303, 307, 308]);

const failures = ({ host }: URL): Record<HttpFailure, [AuthErrorCode, message: string]> => ({
  timeout: ['GATEWAY_TIMEOUT', `The gateway ${host} did not answer in time.`],
  aborted: ['REQUEST_ABORTED', 'The request was aborted by its caller.'],
  too_large: ['GATEWAY_RESPONSE_TOO_LARGE', `The answer of ${host} is too long.`],
  invalid: ['REQUEST_INVALID', 'The method or a header is not valid in HTTP.'],
  unreachable: ['GATEWAY_UNREACHABLE', `The gateway ${host} is unreachable.`],
});

/** Why the gateway at this URL gave no answer. */
export const gatewayError = (
  url: URL,
  failure: HttpFailure,
  details?: AuthErrorDetails,
): AuthError => new AuthError(...failures(url)[failure], details);

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
  if (!redirects.has(status)) return response;
  throw new AuthError(
    'REDIRECT_REFUSED',
    `The gateway ${url.host} redirects; this is not followed.`,
    { status },
  );
};
