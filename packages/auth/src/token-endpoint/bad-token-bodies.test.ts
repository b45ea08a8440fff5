import { describe, expect, it } from '@jest/globals';
import { processClientCredentialsResponse } from 'oauth4webapi';
import { type BadBody, badTokenBodies, canary } from '../../testing/bad-token-bodies.ts';
import { thrown } from '../../testing/caught-error.ts';
import { print } from '../../testing/find-leaks.ts';
import type { HttpResponse } from '../http/http-send.ts';
import { parseTokenResponse } from './token-response.ts';

const now = Date.UTC(2026, 0, 1);

const peerAccepts = async ({ status, headers, body }: HttpResponse): Promise<boolean> => {
  try {
    const as = { issuer: 'https://issuer.example' };
    await processClientCredentialsResponse(
      as,
      { client_id: 'client-1' },
      new Response(body, { status, headers }),
    );
    return true;
  } catch {
    return false;
  }
};

const accepts = (response: HttpResponse): boolean => {
  try {
    parseTokenResponse(response, now);
    return true;
  } catch {
    return false;
  }
};

describe('bad token bodies', () => {
  it('has at least 200 different cases', () => {
    const cases = new Set(badTokenBodies.map(({ response }) => JSON.stringify(response)));

    expect(cases.size).toBe(badTokenBodies.length);
    expect(cases.size).toBeGreaterThanOrEqual(200);
  });

  it.each(badTokenBodies)('refuses $name', ({ field, response }) => {
    const error = thrown(() => parseTokenResponse(response, now));

    expect(error.code).toBe('TOKEN_RESPONSE_MALFORMED');
    expect(error.message).toContain(`${field} must be`);
    expect(print(error)).not.toContain(canary);
  });
});

const good = { access_token: 'a', token_type: 'Bearer', expires_in: 3_600 };
const answers: readonly HttpResponse[] = [
  good,
  { ...good, expires_in: undefined },
  { ...good, token_type: 'bearer' },
  { ...good, scope: 'a b' },
  { ...good, expires_in: 1e12 },
  { ...good, x: [{ y: null }] },
].map((body) => ({
  status: 200,
  headers: { 'content-type': 'application/json;charset=UTF-8' },
  body: JSON.stringify(body),
}));

/** Reasons why this library is stricter than oauth4webapi. */
const stricter: Readonly<Record<string, (bad: BadBody) => boolean>> = {
  'RFC 6750 section 2.1 does not allow the token, or it does not fit in a header': ({
    field,
    name,
  }) => field === 'access_token' && name.startsWith('access_token: "'),
  'a DPoP token is not a bearer token': ({ name }) => name === 'token_type: "DPoP"',
  'RFC 6749 section 5.1 requires seconds, and a life of zero is useless': ({ field }) =>
    field === 'expires_in',
  'RFC 8259 section 8.1 forbids a byte order mark': ({ name }) => name === 'a byte order mark',
  'two parsers can read different values of a repeated key': ({ name }) =>
    name.startsWith('repeated '),
  'RFC 6749 section 5.1 requires application/json': ({ field }) => field === 'content-type',
  'the request did not allow compression': ({ field }) => field === 'content-encoding',
};

describe('compared with oauth4webapi', () => {
  it.each(answers)('accepts valid response %#, like oauth4webapi', async (response) => {
    expect([accepts(response), await peerAccepts(response)]).toEqual([true, true]);
  });

  it('is stricter only for the listed reasons', async () => {
    const reasons = new Set<string>();
    for (const bad of badTokenBodies) {
      if (!(await peerAccepts(bad.response))) continue;
      const [reason] = Object.entries(stricter).find(([, covers]) => covers(bad)) ?? [bad.name];
      reasons.add(reason);
    }

    expect([...reasons].sort()).toEqual(Object.keys(stricter).sort());
  });
});
