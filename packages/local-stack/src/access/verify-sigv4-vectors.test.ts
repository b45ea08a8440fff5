import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { session, verify } from '../../testing/access/verify-sigv4-fixture.ts';
import { type ArrivedRequest, claimsOf, signAgain } from './verify-sigv4.ts';

type Vector = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly canonicalRequest: readonly string[];
  readonly stringToSign: readonly string[];
  readonly signature: string;
  readonly authorization: string;
};

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(
    new URL('../../../auth/testing/sigv4-vectors/vectors.json', import.meta.url),
    'utf8',
  ),
);

/**
 * The request as received: lower-case header names, and the values of a repeated header joined by commas.
 */
const arrived = ({ headers, body, authorization, ...request }: Vector): ArrivedRequest => {
  const joined: Record<string, string> = { authorization };
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    joined[key] = joined[key] === undefined ? value : `${joined[key]},${value}`;
  }
  return { ...request, headers: joined, body: Buffer.from(body) };
};

const published = {
  ...session,
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

describe("AWS's test suite for Signature Version 4", () => {
  it('has 31 cases', () => {
    expect(new Set(vectors.map(({ name }) => name)).size).toBe(31);
  });

  it.each(vectors)('$name passes at every step', (vector) => {
    const request = arrived(vector);
    const claims = claimsOf(request);
    const steps = signAgain(request, claims, published);
    expect(steps.canonicalRequest).toBe(vector.canonicalRequest.join('\n'));
    expect(steps.stringToSign).toBe(vector.stringToSign.join('\n'));
    expect(steps.signature).toBe(vector.signature);

    const { accessKeyId, scope, signedHeaders } = claims;
    const credential = `${accessKeyId}/${scope.date}/${scope.region}/${scope.service}/aws4_request`;
    expect(
      `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders.join(';')}, Signature=${steps.signature}`,
    ).toBe(vector.authorization);
  });

  it.each(vectors)(
    '$name is accepted, and refused with one byte of the body changed',
    async (vector) => {
      const request = arrived(vector);
      const sessionToken = request.headers['x-amz-security-token'] ?? '';
      const settings = {
        nowMs: Date.parse('2015-08-30T12:36:00Z'),
        session: { ...published, sessionToken, expiresAtMs: Number.POSITIVE_INFINITY },
      };
      await expect(verify(request, settings)).resolves.toMatchObject({ signingName: 'service' });
      const changed = { ...request, body: Buffer.concat([request.body, Buffer.from(' ')]) };
      await expect(verify(changed, settings)).rejects.toMatchObject({ code: 'InvalidSignature' });
    },
  );
});
