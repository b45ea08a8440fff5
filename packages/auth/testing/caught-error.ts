import { AuthError } from '../src/errors/auth-error.ts';

const authErrorOf = (error: unknown): AuthError => {
  if (error instanceof AuthError) return error;
  throw error;
};

/** The `AuthError` of a promise that must reject with one. */
export const rejection = async (promise: Promise<unknown>): Promise<AuthError> => {
  try {
    await promise;
  } catch (error) {
    return authErrorOf(error);
  }
  throw new Error('The promise was expected to reject.');
};

/** The `AuthError` of a function that must throw one. */
export const thrown = (run: () => unknown): AuthError => {
  try {
    run();
  } catch (error) {
    return authErrorOf(error);
  }
  throw new Error('The function was expected to throw.');
};
