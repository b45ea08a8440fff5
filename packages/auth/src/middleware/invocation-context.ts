import type { Context } from 'aws-lambda';
import { AuthError } from '../errors/auth-error.ts';

const unusable = (): AuthError =>
  new AuthError('OPTIONS_INVALID', 'the middleware must get a request with an extensible context');

/** The context of Middy's request. Throws `OPTIONS_INVALID` if something else than Middy calls the middleware. */
export const contextOf = (request: { readonly context: Context }): Context => {
  try {
    const { context } = request;
    if (typeof context === 'object' && context !== null) return context;
  } catch {
    // A getter or a proxy can throw anything.
  }
  throw unusable();
};

/** Sets `context.auth`. Throws `OPTIONS_INVALID` if the context does not accept it. */
export const attachAuth = (context: Context, auth: object): void => {
  let isSet = false;
  try {
    isSet = Reflect.set(context, 'auth', auth);
  } catch {
    // A setter or a proxy can throw anything.
  }
  if (!isSet) throw unusable();
};
