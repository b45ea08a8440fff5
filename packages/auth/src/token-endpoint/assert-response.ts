import { AuthError } from '../errors/auth-error.ts';

/** Throws `TOKEN_RESPONSE_MALFORMED` with the field and the expected value, without the actual value. */
export const assertResponse: (
  isRight: boolean,
  field: string,
  expected: string,
) => asserts isRight = (isRight, field, expected) => {
  if (!isRight) throw new AuthError('TOKEN_RESPONSE_MALFORMED', `${field} must be ${expected}`);
};
