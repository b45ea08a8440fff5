import {
  type AuthError,
  type AuthErrorDetails,
  failureCause,
  isInstance,
} from '../errors/auth-error.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';

/** Maps an HTTP failure to the caller's error. */
export type ToAuthError = (failure: HttpFailure, details: AuthErrorDetails) => AuthError;

/** Any redirect of RFC 9110 section 15.4. Neither the gateway nor a token endpoint has a reason to redirect. */
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/**
 * Sends a request that inherits nothing from a polluted prototype, and checks that the result is a response. Turns
 * any error into an `AuthError` that keeps only the name and code of its cause.
 */
export const sendRequest = async (
  send: HttpSend,
  request: HttpRequest,
  toAuthError: ToAuthError,
): Promise<HttpResponse> => {
  try {
    const own: HttpRequest = Object.assign(Object.create(null), request);
    const { status, headers, body } = await send(own);
    const isResponse = Number.isInteger(status) && Object(headers) === headers;
    if (!isResponse || typeof body !== 'string') throw new TypeError();
    return { status, headers, body };
  } catch (error) {
    const { failure, cause } = isInstance(error, HttpSendError)
      ? error
      : new HttpSendError('unreachable', error);
    throw toAuthError(failure, { cause: cause ? failureCause(cause) : undefined });
  }
};
