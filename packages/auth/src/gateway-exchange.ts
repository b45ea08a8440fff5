import { AuthError, failureCause } from './errors.ts';
import { type HttpRequest, type HttpResponse, type HttpSend, HttpSendError } from './http-send.ts';

const redirects = new Set([301, 302, 303, 307, 308]);

export const gatewayTimeout = ({ host }: URL): AuthError =>
  new AuthError('GATEWAY_TIMEOUT', `The gateway ${host} did not answer in time.`);

export const requestAborted = (): AuthError =>
  new AuthError('REQUEST_ABORTED', 'The request was aborted by its caller.');

const transportError = (error: unknown, url: URL): AuthError => {
  const failure = error instanceof HttpSendError ? error.failure : 'unreachable';
  const cause = failureCause(error instanceof HttpSendError ? error.cause : error);
  switch (failure) {
    case 'timeout':
      return gatewayTimeout(url);
    case 'aborted':
      return requestAborted();
    case 'too_large':
      return new AuthError('GATEWAY_RESPONSE_TOO_LARGE', `The answer of ${url.host} is too long.`);
    case 'invalid':
      return new AuthError('REQUEST_INVALID', 'The method or a header is not valid in HTTP.', {
        cause,
      });
    case 'unreachable':
      return new AuthError('GATEWAY_UNREACHABLE', `The gateway ${url.host} is unreachable.`, {
        cause,
      });
  }
};

/** One exchange with the gateway: any status but a redirect is an answer. Throws `AuthError`. */
export const exchangeWithGateway = async (
  request: HttpRequest,
  send: HttpSend,
): Promise<HttpResponse> => {
  const { url } = request;
  let response: HttpResponse;
  try {
    response = await send(request);
  } catch (error) {
    throw transportError(error, url);
  }
  const { status } = response;
  if (!redirects.has(status)) return response;
  throw new AuthError(
    'REDIRECT_REFUSED',
    `The gateway ${url.host} redirects; this is not followed.`,
    { status },
  );
};
