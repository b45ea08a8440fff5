import { AuthError } from '../src/errors/auth-error.ts';

const authErrorOf = (error: unknown): AuthError => {
  if (error instanceof AuthError) return error;
  throw error;
};

/** The `AuthError` that a promise rejects with. Fails if the promise resolves. */
export const rejection = async (promise: Promise<unknown>): Promise<AuthError> => {
  try {
    await promise;
  } catch (error) {
    return authErrorOf(error);
  }
  throw new Error('Expected the promise to reject.');
};

/** The `AuthError` that a function throws. Fails if it does not throw. */
export const thrown = (run: () => unknown): AuthError => {
  try {
    run();
  } catch (error) {
    return authErrorOf(error);
  }
  throw new Error('Expected the function to throw.');
};
