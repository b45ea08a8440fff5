import { type AuthErrorDetails, failureCause, isInstance } from '../errors/auth-error.ts';
import { withTimeLimit } from '../time/time-limit.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';

/** Maps an HTTP failure to the caller's error. */
export type ToError = (failure: HttpFailure, details: AuthErrorDetails) => Error;

/** Any redirect of RFC 9110 section 15.4. Neither the gateway nor a token endpoint has a reason to redirect. */
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** Returns a checked copy of what `send` returned. Throws any error. */
const readResponse = ({ status, headers, body }: HttpResponse): HttpResponse => {
  const copy = { ...headers };
  const isResponse =
    Number.isInteger(status) &&
    Object(headers) === headers &&
    Object.values<unknown>(copy).every((value) => typeof value === 'string') &&
    typeof body === 'string';
  if (!isResponse) throw new TypeError();
  return { status, headers: copy, body };
};

/** The failure of a caught error. A caller's `send` can throw anything, also an `HttpSendError` with other members. */
const readFailure = (error: unknown): Pick<HttpSendError, 'failure' | 'cause'> => {
  try {
    if (isInstance(error, HttpSendError)) return new HttpSendError(error.failure, error.cause);
  } catch {
    // Not a failure of this library.
  }
  return new HttpSendError('unreachable', error);
};

/**
 * Sends a request that inherits nothing from a polluted prototype, and checks that the result is a response. Ends
 * in time and when the caller aborts, also if `send` does not. Turns any error into the caller's, which gets only the
 * name and code of its cause.
 */
export const sendRequest = async (
  send: HttpSend,
  request: HttpRequest,
  toError: ToError,
): Promise<HttpResponse> => {
  try {
    const own: HttpRequest = Object.assign(Object.create(null), request);
    const response = await withTimeLimit(() => send(own), {
      timeoutMs: own.timeoutMs,
      onTimeout: () => new HttpSendError('timeout'),
      signal: own.signal,
      onAbort: () => new HttpSendError('aborted'),
    });
    return readResponse(response);
  } catch (error) {
    const { failure, cause } = readFailure(error);
    throw toError(failure, { cause: cause ? failureCause(cause) : undefined });
  }
};
