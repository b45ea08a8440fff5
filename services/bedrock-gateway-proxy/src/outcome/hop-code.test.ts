import { authErrorCodes } from '@hopwise/auth/errors';
import { hopCode } from '@hopwise/contracts/codes/hop-codes';
import { describe, expect, it } from '@jest/globals';
import { hopCodeOf } from './hop-code.ts';

describe('the code of a failed token', () => {
  it.each(authErrorCodes)('for %s is a code that a hop report can have', (code) => {
    expect(hopCode.options).toContain(hopCodeOf({ code, oauthError: undefined }));
  });

  it.each([
    ['TOKEN_CLAIM_ISS', undefined, 'ISSUER_MISMATCH'],
    ['TOKEN_CLAIM_EXP', undefined, 'CLOCK_SKEW'],
    ['TOKEN_REQUEST_REJECTED', 'invalid_scope', 'SCOPE_NOT_GRANTED'],
    ['TOKEN_REQUEST_REJECTED', 'unauthorized_client', 'CLIENT_FLOW_MISSING'],
    ['TOKEN_REQUEST_REJECTED', 'invalid_client', 'TOKEN_REQUEST_REJECTED'],
    ['SECRET_NOT_FOUND', undefined, 'SECRET_NOT_FOUND'],
  ] as const)('for %s with %s is %s', (code, oauthError, expected) => {
    expect(hopCodeOf({ code, oauthError })).toBe(expected);
  });
});
