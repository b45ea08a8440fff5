import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import { issuer, mintToken } from '../../testing/tokens.ts';
import { checkClaims } from './check-claims.ts';

const now = Date.UTC(2026, 0, 1);
const expected = {
  issuer,
  clientId: 'client-1',
  scopes: ['gateway/invoke'],
  tokenUse: 'access',
} as const;
const updatedIssuer = issuer.replace('cognito-idp', 'issuer-cognito-idp');

describe('checkClaims', () => {
  it('returns the expiry', async () => {
    expect(checkClaims(await mintToken({ now }), expected, now)).toBe(now + 3_600_000);
  });

  it.each([
    [issuer, issuer],
    [issuer, updatedIssuer],
    [updatedIssuer, issuer],
    [updatedIssuer, updatedIssuer],
    ['https://login.example.com/', 'https://login.example.com/'],
  ])('expecting %s, accepts %s', async (expectedIssuer, iss) => {
    const token = await mintToken({ now, claims: { iss } });

    expect(checkClaims(token, { ...expected, issuer: expectedIssuer }, now)).toBeGreaterThan(now);
  });

  it.each([
    ['TOKEN_CLAIM_ISS', { iss: `${issuer}x` }],
    ['TOKEN_CLAIM_ISS', { iss: issuer.replace('us-east-1_', 'us-east-1_X') }],
    ['TOKEN_CLAIM_ISS', { iss: `${issuer}/` }],
    ['TOKEN_CLAIM_ISS', { iss: issuer.replace('amazonaws.com', 'amazonaws.com.example') }],
    ['TOKEN_CLAIM_ISS', { iss: `x${updatedIssuer}` }],
    ['TOKEN_CLAIM_ISS', { iss: `${updatedIssuer}/` }],
    ['TOKEN_CLAIM_ISS', { iss: undefined }],
    ['TOKEN_CLAIM_ISS', { iss: [issuer] }],
    ['TOKEN_CLAIM_CLIENT_ID', { client_id: 'client-2' }],
    ['TOKEN_CLAIM_CLIENT_ID', { client_id: undefined }],
    ['TOKEN_CLAIM_SCOPE', { scope: 'gateway/read' }],
    ['TOKEN_CLAIM_SCOPE', { scope: 'gateway/invoke-all' }],
    ['TOKEN_CLAIM_SCOPE', { scope: undefined }],
    ['TOKEN_CLAIM_SCOPE', { scope: ['gateway/invoke'] }],
    ['TOKEN_CLAIM_TOKEN_USE', { token_use: 'id' }],
    ['TOKEN_CLAIM_TOKEN_USE', { token_use: undefined }],
    ['TOKEN_CLAIM_EXP', { exp: now / 1_000 }],
    ['TOKEN_CLAIM_EXP', { exp: undefined }],
  ] as const)('throws %s for %j', async (code, claims) => {
    const token = await mintToken({ now, claims });

    expect(thrown(() => checkClaims(token, expected, now)).code).toBe(code);
  });

  it.each([
    [{ iss: 'https://elsewhere.example' }, `TOKEN_CLAIM_ISS: iss must be ${issuer}`],
    [{ client_id: 'client-2' }, "TOKEN_CLAIM_CLIENT_ID: client_id must be the secret's clientId"],
    [{ scope: '' }, 'TOKEN_CLAIM_SCOPE: scope must be gateway/invoke'],
    [{ token_use: 'id' }, 'TOKEN_CLAIM_TOKEN_USE: token_use must be access'],
    [{ exp: 0 }, 'TOKEN_CLAIM_EXP: exp must be in the future'],
  ])('for %j, names the expected value and not the actual one', async (claims, message) => {
    const token = await mintToken({ now, claims });

    expect(thrown(() => checkClaims(token, expected, now)).message).toBe(message);
  });

  it.each([
    [`${issuer}/x`, `${updatedIssuer}/x`],
    [`x${issuer}`, `x${updatedIssuer}`],
    ['https://login.example.com', 'https://issuer-login.example.com'],
  ])("expecting %s, does not accept %s as Cognito's other format", async (expectedIssuer, iss) => {
    const token = await mintToken({ now, claims: { iss } });
    const error = thrown(() => checkClaims(token, { ...expected, issuer: expectedIssuer }, now));

    expect(error.code).toBe('TOKEN_CLAIM_ISS');
  });

  it('refuses a JWT with an extra part in front', async () => {
    const token = `x.${await mintToken({ now })}`;

    expect(thrown(() => checkClaims(token, expected, now)).code).toBe('TOKEN_RESPONSE_MALFORMED');
  });

  it('accepts additional scopes, and a remaining life of one second', async () => {
    const claims = { scope: 'gateway/read gateway/invoke', exp: now / 1_000 + 1 };

    expect(checkClaims(await mintToken({ now, claims }), expected, now)).toBe(now + 1_000);
  });

  it('skips a check only if the expected value is null', async () => {
    const token = await mintToken({ now, claims: { token_use: undefined, scope: undefined } });
    const lenient = { ...expected, scopes: null, tokenUse: null };

    expect(checkClaims(token, lenient, now)).toBeGreaterThan(now);
    expect(checkClaims('opaque', { ...expected, issuer: null }, now)).toBe(
      Number.POSITIVE_INFINITY,
    );
  });

  it.each(['opaque', 'a.b', 'a..c', 'a.b.c', 'a.W10.c', 'a.e30.c.d', 'a.eyJhIjoxLCJhIjoxfQ.c'])(
    'throws TOKEN_RESPONSE_MALFORMED for %s, which is not a JWT',
    (token) => {
      expect(thrown(() => checkClaims(token, expected, now)).message).toBe(
        'TOKEN_RESPONSE_MALFORMED: access_token must be a JWT, because issuer is set',
      );
    },
  );
});
