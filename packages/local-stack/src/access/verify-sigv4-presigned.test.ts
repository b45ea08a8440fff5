import { describe, expect, it } from '@jest/globals';
import { Hash } from '@smithy/core/serde';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  nowMs,
  refusal,
  session,
  signed,
  timestamp,
  verify,
  withHeader,
} from '../../testing/access/verify-sigv4-fixture.ts';
import { parseQueryString } from '../http/query-string.ts';

describe('verifySigV4 of a presigned URL', () => {
  const presigned = (expires = '60', path = '/?Action=GetCallerIdentity') =>
    signed({
      method: 'GET',
      path: `${path}&X-Amz-Date=${timestamp}&X-Amz-Expires=${expires}`,
      body: '',
      service: 'sts',
      signQuery: true,
    });

  it('accepts the URL until it expires', async () => {
    await expect(verify(presigned())).resolves.toMatchObject({ signingName: 'sts' });
    const atEnd = { nowMs: nowMs + 60_000 };
    await expect(verify(presigned(), atEnd)).resolves.toBeDefined();
    const past = { nowMs: nowMs + 60_001 };
    expect(await refusal(presigned(), past)).toMatchObject({ code: 'InvalidSignature' });
  });

  it('accepts a URL from the AWS SDK with signed headers', async () => {
    const signer = new SignatureV4({
      credentials: session,
      region: 'us-east-1',
      service: 'sts',
      sha256: Hash.bind(undefined, 'sha256'),
    });
    const { query = {}, headers } = await signer.presign(
      {
        method: 'GET',
        protocol: 'http:',
        hostname: 'localhost',
        path: '/',
        query: { Action: 'GetCallerIdentity' },
        headers: { host: 'localhost', 'x-k8s-aws-id': 'cluster' },
      },
      { signingDate: new Date(nowMs), expiresIn: 60 },
    );
    const raw = new URLSearchParams(
      Object.fromEntries(Object.entries(query).map(([name, value]) => [name, String(value)])),
    );
    const request = {
      method: 'GET',
      path: '/',
      query: raw.toString().replaceAll('+', '%20'),
      headers,
      body: new Uint8Array(),
    };
    await expect(verify(request)).resolves.toBeDefined();
  });

  it.each(['0', '604801', '-1', 'abc', '1e3'])(
    'refuses a lifetime of %s seconds',
    async (expires) => {
      expect(await refusal(presigned(expires))).toMatchObject({ code: 'IncompleteSignature' });
    },
  );

  it('refuses a changed, an added and a repeated parameter', async () => {
    const request = presigned();
    const change = (query: string) => refusal({ ...request, query });
    expect(await change(request.query.replace('GetCallerIdentity', 'AssumeRole'))).toMatchObject({
      code: 'InvalidSignature',
    });
    expect(await change(`${request.query}&x=1`)).toMatchObject({ code: 'InvalidSignature' });
    const [first] = parseQueryString(request.query).filter(([name]) => name === 'X-Amz-Signature');
    expect(await change(`${request.query}&X-Amz-Signature=${first?.[1]}`)).toMatchObject({
      code: 'IncompleteSignature',
    });
  });

  it('refuses an additional signature in the Authorization header', async () => {
    const authorization = signed().headers.authorization ?? '';
    expect(await refusal(withHeader(presigned(), { authorization }))).toMatchObject({
      code: 'IncompleteSignature',
      message: expect.stringContaining('Only one auth mechanism allowed'),
    });
  });
});
