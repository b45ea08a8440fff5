import { describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  nowMs,
  refusal,
  session,
  signed,
  verify,
  withHeader,
} from '../../testing/access/verify-sigv4-fixture.ts';
import type { ArrivedRequest } from './verify-sigv4.ts';

const withAuthorization = (change: (header: string) => string): ArrivedRequest => {
  const request = signed();
  return withHeader(request, { authorization: change(request.headers.authorization ?? '') });
};

describe('verifySigV4', () => {
  it('accepts a request signed by another implementation', async () => {
    await expect(verify(signed())).resolves.toEqual({ session, signingName: 'securityhub' });
  });

  it.each([
    '/agents/A/sessions/a%3Ab/text',
    '/findingv2/arn%3Aaws%2Fx',
    '/a//b/./c/../d/',
    '/?empty=&flag',
  ])('accepts the path %s', async (path) => {
    await expect(verify(signed({ path, method: 'GET', body: '' }))).resolves.toBeDefined();
  });

  it.each([
    ['body', (request: ArrivedRequest) => ({ ...request, body: Buffer.from('{}') })],
    ['path', (request: ArrivedRequest) => ({ ...request, path: '/accounts' })],
    ['method', (request: ArrivedRequest) => ({ ...request, method: 'PUT' })],
    ['query value', (request: ArrivedRequest) => ({ ...request, query: 'b=3&a=%2Fx%20y&a=1' })],
    ['query parameter', (request: ArrivedRequest) => ({ ...request, query: `${request.query}&c` })],
    ['host', (request: ArrivedRequest) => withHeader(request, { host: 'elsewhere' })],
    ['signed header', (request: ArrivedRequest) => withHeader(request, { 'content-type': 'x' })],
    [
      'payload hash',
      (request: ArrivedRequest) =>
        withHeader(request, { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }),
    ],
    [
      'unsigned header',
      (request: ArrivedRequest) => withHeader(request, { 'x-amz-target': 'a.B' }),
    ],
  ])('refuses a changed %s', async (_what, change) => {
    expect(await refusal(change(signed()))).toMatchObject({ code: 'InvalidSignature' });
  });

  it('refuses a changed signed target', async () => {
    const request = signed({ headers: { 'X-Amz-Target': 'secretsmanager.GetSecretValue' } });
    await expect(verify(request)).resolves.toBeDefined();
    const changed = withHeader(request, { 'x-amz-target': 'secretsmanager.PutSecretValue' });
    expect(await refusal(changed)).toMatchObject({
      code: 'InvalidSignature',
      message: expect.stringContaining('does not match the signature you provided'),
    });
  });

  it('accepts a declared payload hash only if it is the hash of the body', async () => {
    const sha256 = Hash.bind(undefined, 'sha256');
    const signer = new SignatureV4({
      credentials: session,
      region: 'us-east-1',
      service: 'securityhub',
      sha256,
    });
    const sign = async (hash?: string) => {
      const { headers } = await signer.sign(
        {
          method: 'POST',
          protocol: 'http:',
          hostname: 'localhost',
          path: '/findings',
          query: {},
          headers: { host: 'localhost', ...(hash && { 'x-amz-content-sha256': hash }) },
          body: '{}',
        },
        { signingDate: new Date(nowMs) },
      );
      return { method: 'POST', path: '/findings', query: '', headers, body: Buffer.from('{}') };
    };
    await expect(verify(await sign())).resolves.toBeDefined();
    expect(await refusal(await sign('UNSIGNED-PAYLOAD'))).toMatchObject({
      code: 'InvalidSignature',
    });
  });

  it.each([
    [5 * 60 * 1000, true],
    [5 * 60 * 1000 + 1000, false],
    [-5 * 60 * 1000, true],
    [-5 * 60 * 1000 - 1000, false],
  ])('accepts a clock that is %d ms ahead of the signer: %s', async (aheadMs, accepted) => {
    const outcome = verify(signed(), { nowMs: nowMs + aheadMs });
    if (accepted) {
      await expect(outcome).resolves.toBeDefined();
    } else {
      await expect(outcome).rejects.toMatchObject({ code: 'InvalidSignature' });
    }
  });

  it("uses AWS's messages for an expired and a future signature", async () => {
    expect(await refusal(signed(), { nowMs: nowMs + 600_000 })).toMatchObject({
      message:
        'Signature expired: 20261122T120000Z is now earlier than 20261122T120500Z (20261122T121000Z - 5 min.)',
    });
    expect(await refusal(signed(), { nowMs: nowMs - 600_000 })).toMatchObject({
      message:
        'Signature not yet current: 20261122T120000Z is still later than 20261122T115500Z (20261122T115000Z + 5 min.)',
    });
  });

  it.each([
    ['region', { region: 'eu-west-1' }, 'valid region'],
    ['service', { service: 'guardduty' }, "correct service: 'securityhub'"],
  ])('refuses a scope of another %s', async (_what, unsigned, message) => {
    expect(await refusal(signed(unsigned), { expectedService: 'securityhub' })).toMatchObject({
      code: 'InvalidSignature',
      message: expect.stringContaining(message),
    });
  });

  it.each([
    ['date', '20261121', 'Date in Credential scope'],
    ['terminator', 'aws5_request', 'valid terminator'],
  ])('refuses a scope with another %s', async (what, value, message) => {
    const part = what === 'date' ? '20261122' : 'aws4_request';
    const request = withAuthorization((header) => header.replace(part, value));
    expect(await refusal(request)).toMatchObject({
      code: 'InvalidSignature',
      message: expect.stringContaining(message),
    });
  });

  it('refuses an unknown access key and a missing or wrong session token', async () => {
    const unrecognized = { code: 'UnrecognizedClient' };
    const { accessKeyId, secretAccessKey } = session;
    const credentials = { accessKeyId, secretAccessKey };
    const unknown = signed({ credentials: { ...session, accessKeyId: 'ASIAOTHER' } });
    expect(await refusal(unknown)).toMatchObject(unrecognized);
    expect(await refusal(signed({ credentials }))).toMatchObject(unrecognized);
    const wrong = signed({ credentials: { ...credentials, sessionToken: 'other' } });
    expect(await refusal(wrong)).toMatchObject(unrecognized);
  });

  it('refuses a session token that was not signed', async () => {
    const request = signed({ credentials: { ...session, sessionToken: '' } });
    const added = withHeader(request, { 'x-amz-security-token': session.sessionToken });
    expect(await refusal(added)).toMatchObject({
      message: expect.stringContaining('not signed: x-amz-security-token'),
    });
  });

  it('refuses the credentials of an expired session', async () => {
    const until = (expiresAtMs: number) => ({ session: { ...session, expiresAtMs } });
    await expect(verify(signed(), until(nowMs + 1))).resolves.toBeDefined();
    expect(await refusal(signed(), until(nowMs))).toMatchObject({ code: 'ExpiredToken' });
  });

  const incomplete = [
    ['Basic abc', 'missing equal-sign'],
    ['AWS4-X Credential=a', 'algorithm'],
    ['AWS4-HMAC-SHA256', 'missing equal-sign'],
    [
      'AWS4-HMAC-SHA256 Credential=a',
      "requires 'Signature' parameter. Authorization header requires 'SignedHeaders'",
    ],
    ['AWS4-HMAC-SHA256 Credential=a/b, SignedHeaders=host, Signature=c', 'exactly 5'],
    ['AWS4-HMAC-SHA256 Credential=a, Credential=b', 'missing equal-sign'],
  ];

  it.each(incomplete)('refuses the header "%s"', async (authorization, message) => {
    expect(await refusal(withHeader(signed(), { authorization }))).toMatchObject({
      code: 'IncompleteSignature',
      message: expect.stringContaining(message),
    });
  });

  it('refuses a request without credentials', async () => {
    const { authorization: _authorization, ...headers } = signed().headers;
    expect(await refusal({ ...signed(), headers })).toMatchObject({
      code: 'MissingAuthenticationToken',
    });
  });

  it('refuses a signature that does not cover the host', async () => {
    const request = withAuthorization((header) => header.replace(';host', ''));
    expect(await refusal(request)).toMatchObject({
      message: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    });
  });

  it('refuses a missing date, a malformed date and a malformed escape', async () => {
    const refused = { code: 'IncompleteSignature' };
    const { 'x-amz-date': _date, ...headers } = signed().headers;
    expect(await refusal({ ...signed(), headers })).toMatchObject(refused);
    const malformed = withHeader(signed(), { 'x-amz-date': '2026-11-22' });
    expect(await refusal(malformed)).toMatchObject(refused);
    expect(await refusal({ ...signed(), query: 'a=%zz' })).toMatchObject(refused);
  });

  it('recognizes an OAuth token without quoting it', async () => {
    const error = await refusal(withHeader(signed(), { authorization: 'Bearer top.secret.token' }));
    expect(error).toMatchObject({
      code: 'IncompleteSignature',
      findingCode: 'OAUTH_TOKEN_TO_AWS_SERVICE',
    });
    expect(error.message).not.toContain('top.secret.token');
  });

  it.each([
    ['in two headers', withAuthorization((header) => `${header},Bearer token`)],
    [
      'with a presigned URL',
      withHeader(signed({ signQuery: true }), { authorization: 'Bearer t' }),
    ],
  ])('reports an OAuth token %s as mixed credentials', async (_how, request) => {
    expect(await refusal(request)).toMatchObject({ findingCode: 'MIXED_CREDENTIALS' });
  });
});
