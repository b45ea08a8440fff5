import { type AuthError, type AuthErrorDetails, failureCause } from './errors.ts';
import {
  type HttpFailure,
  type HttpRequest,
  type HttpResponse,
  type HttpSend,
  HttpSendError,
} from './http-send.ts';

/** Names why an exchange failed, in the words of whoever asked for it. */
export type ErrorOf = (failure: HttpFailure, details: AuthErrorDetails) => AuthError;

/** Any status of RFC 9110 section 15.4: neither the gateway nor a token endpoint has a reason for one. */
export const isRedirect = (status: number): boolean => status >= 300 && status < 400;

/** Sends, and turns whatever the port throws into an `AuthError` that shows no more than name and code of its cause. */
export const exchangeOver = async (
  send: HttpSend,
  request: HttpRequest,
  errorOf: ErrorOf,
): Promise<HttpResponse> => {
  try {
    return await send(request);
  } catch (error) {
    const { failure, cause } =
      error instanceof HttpSendError ? error : new HttpSendError('unreachable', error);
    throw errorOf(failure, { cause: cause ? failureCause(cause) : undefined });
  }
};
