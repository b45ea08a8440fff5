import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { authorizationOf } from './authorization-header.ts';
import type { RequestToSign } from './signed-request.ts';
import { sigV4Signer } from './sigv4-signer.ts';

type Vector = {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  readonly authorization: string;
};

const vectors: readonly Vector[] = JSON.parse(
  readFileSync(new URL('../../testing/sigv4-vectors/vectors.json', import.meta.url), 'utf8'),
);

const published = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};

const joined = (pairs: Vector['headers']): Record<string, string> => {
  const names = [...new Set(pairs.map(([name]) => name))];
  return Object.fromEntries(
    names.map((name) => [
      name,
      pairs
        .filter(([other]) => other === name)
        .map(([, value]) => value.trim())
        .join(','),
    ]),
  );
};

/** The decoded values of each name. */
const queryOf = (text: string): Record<string, string[]> => {
  const query: Record<string, string[]> = {};
  for (const part of text === '' ? [] : text.split('&')) {
    const [name = '', ...value] = part.split('=');
    const key = decodeURIComponent(name);
    query[key] = [...(query[key] ?? []), decodeURIComponent(value.join('='))];
  }
  return query;
};

describe("AWS's test suite for Signature Version 4", () => {
  it.each(vectors)('$name has the published signature', (vector) => {
    const { method, path, query, headers, body, authorization } = vector;
    const request: RequestToSign = {
      method,
      protocol: 'https:',
      hostname: 'example.amazonaws.com',
      path,
      query: queryOf(query),
      headers: joined(headers),
      body,
    };
    const scope = { timestamp: '20150830T123600Z', region: 'us-east-1', service: 'service' };

    expect(authorizationOf(request, published, scope)).toBe(authorization);
  });
});

const now = Date.UTC(2026, 10, 29, 7, 8, 9, 12);
const text = fc.string({ unit: 'grapheme', maxLength: 12 });
/** The peer loses a parameter with this name. */
const isNoPrototype = (name: string): boolean => name !== '__proto__';
const headerName = fc.stringMatching(/^[A-Za-z][A-Za-z-]{0,11}$/);
const headerValue = fc.string({ maxLength: 12 });

const requests: fc.Arbitrary<RequestToSign> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE'),
  protocol: fc.constant('https:'),
  hostname: fc.constant('example.com'),
  path: fc
    .array(fc.oneof(text, fc.constantFrom('', '.', '..', 'a b', '%20')), { maxLength: 5 })
    .map((segments) => `/${segments.map((one) => one.replaceAll('/', '')).join('/')}`),
  query: fc.dictionary(
    text.filter(isNoPrototype),
    fc.oneof(text, fc.array(text, { maxLength: 3 })),
    { maxKeys: 4 },
  ),
  headers: fc
    .dictionary(fc.oneof(headerName, fc.constantFrom('User-Agent', 'X-Amz-Date')), headerValue, {
      maxKeys: 4,
    })
    .map((headers) => ({ ...headers, host: 'example.com' })),
  body: fc.oneof(fc.constant(''), text),
});

/** Two names that differ only in case are one header. */
const hasOneOfEachName = ({ headers }: RequestToSign): boolean => {
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  return new Set(names).size === names.length;
};

describe('sigV4Signer', () => {
  const request: RequestToSign = {
    method: 'POST',
    protocol: 'https:',
    hostname: 'example.com',
    path: '/',
    query: {},
    headers: { host: 'example.com' },
  };

  it('signs 10,000 arbitrary requests as @smithy/signature-v4 does', async () => {
    const credentials = { ...published, sessionToken: 'session' };
    const scope = { service: 'bedrock-agentcore', region: 'eu-central-1' };
    const signer = sigV4Signer({
      ...scope,
      credentials: () => credentials,
      clock: { now: () => now },
    });
    const peer = new SignatureV4({
      ...scope,
      credentials,
      sha256: Hash.bind(undefined, 'sha256'),
    });
    await fc.assert(
      fc.asyncProperty(requests.filter(hasOneOfEachName), async (request) => {
        const ours = await signer.sign(structuredClone(request));
        const theirs = await peer.sign(structuredClone(request), { signingDate: new Date(now) });

        expect(ours.headers.authorization).toBe(theirs.headers.authorization);
        expect(ours.headers['x-amz-date']).toBe(theirs.headers['x-amz-date']);
      }),
      { numRuns: 10_000 },
    );
  });

  it('reads the credentials for each request', async () => {
    let accessKeyId = 'FIRST';
    const signer = sigV4Signer({
      service: 'secretsmanager',
      region: 'us-east-1',
      credentials: () => ({ ...published, accessKeyId }),
    });
    await signer.sign(request);
    accessKeyId = 'SECOND';

    expect((await signer.sign(request)).headers.authorization).toContain('Credential=SECOND/');
  });

  it.each<[string, unknown]>([
    ['no options', undefined],
    ['no service', { region: 'us-east-1' }],
    ['a service in capitals with a slash', { service: 'S3/x', region: 'us-east-1' }],
    ['a Region with a line break', { service: 'x', region: 'us-east-1\r\nX-Evil: 1' }],
    ['credentials that are no function', { service: 'x', region: 'r', credentials: {} }],
    ['a clock without now()', { service: 'x', region: 'r', clock: {} }],
    ['an unknown option', { service: 'x', region: 'r', sha256: {} }],
  ])('refuses %s', (_name, options) => {
    expect(() => Reflect.apply(sigV4Signer, undefined, [options])).toThrow(
      'OPTIONS_INVALID: sigV4Signer: ',
    );
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['no secret key', { accessKeyId: 'example' }],
    ['an empty secret key', { accessKeyId: 'example', secretAccessKey: '' }],
    ['a line break', { accessKeyId: 'a\r\nb', secretAccessKey: 'example' }],
    ['a number', { accessKeyId: 'a', secretAccessKey: 'example', sessionToken: 5 }],
  ])('signs nothing with credentials that are or have %s', async (_name, given) => {
    const options = { service: 'x', region: 'us-east-1', credentials: () => given };
    const signer = Reflect.apply(sigV4Signer, undefined, [options]);
    await expect(signer.sign(request)).rejects.toMatchObject({
      name: 'CredentialsProviderError',
      message: expect.not.stringContaining('example'),
    });
  });

  it.each([
    ['no request', undefined],
    ['a method that is no text', { method: 1 }],
    ['a path without a slash', { path: 'tools' }],
    ['a path that has no encoding', { path: '/\ud800' }],
    ['a query that is no plain object', { query: new Map([['a', 'b']]) }],
    ['a parameter that has no encoding', { query: { a: ['\ud800'] } }],
    ['a parameter that is no text', { query: { a: 1 } }],
    ['headers that are no plain object', { headers: new Headers({ a: 'b' }) }],
    ['a header with a line break', { headers: { a: 'b\r\nc: d' } }],
    ['a body that is no text', { body: new Uint8Array(1) }],
  ])('refuses to sign %s', async (_name, change) => {
    const signer = sigV4Signer({
      service: 'secretsmanager',
      region: 'us-east-1',
      credentials: () => published,
    });
    const right = { method: 'GET', path: '/', query: {}, headers: { host: 'example.com' } };
    const signed: Promise<unknown> = Reflect.apply(signer.sign, signer, [
      change && { ...right, ...change },
    ]);

    await expect(signed).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('refuses S3, which encodes paths in another way', () => {
    expect(() =>
      sigV4Signer({ service: 's3', region: 'us-east-1', credentials: () => published }),
    ).toThrow('OPTIONS_INVALID');
  });
});
