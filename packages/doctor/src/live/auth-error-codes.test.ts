import { authErrorCodes } from '@hopwise/auth/errors';
import { hopCode } from '@hopwise/contracts/codes/hop-codes';
import { expect, it } from '@jest/globals';

it.each(authErrorCodes)('%s of @hopwise/auth is a code that a hop report can have', (code) => {
  expect(hopCode.safeParse(code).success).toBe(true);
});
