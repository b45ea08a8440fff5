import aws4 from 'aws4';
import type { Session } from '../../src/access/session.ts';
import { type ArrivedRequest, claimsOf, verifySigV4 } from '../../src/access/verify-sigv4.ts';
import { SigV4Error } from '../../src/access/verify-sigv4-error.ts';
import { seededAccount } from '../../src/account.ts';

export const nowMs = Date.parse('2026-11-22T12:00:00Z');
export const timestamp = '20261122T120000Z';

export const session: Session = {
  accessKeyId: 'ASIAEXAMPLE',
  secretAccessKey: 'secret',
  sessionToken: 'session/token+with=signs',
  roleArn: 'arn:aws:iam::111122223333:role/caller',
  principalArn: 'arn:aws:sts::111122223333:assumed-role/caller/test',
  expiresAtMs: nowMs + 60 * 60 * 1000,
  currentTurn: () => undefined,
};

type Settings = { nowMs?: number; expectedService?: string; session?: Session };

export const verify = async (request: ArrivedRequest, settings: Settings = {}) => {
  const known = settings.session ?? session;
  return verifySigV4(request, claimsOf(request), {
    access: { findSession: (id) => (id === known.accessKeyId ? known : undefined) },
    account: seededAccount,
    clock: { now: () => settings.nowMs ?? nowMs },
    expectedService: settings.expectedService,
  });
};

export const refusal = async (
  request: ArrivedRequest,
  settings?: Settings,
): Promise<SigV4Error> => {
  const error = await verify(request, settings).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof SigV4Error)) throw new Error('The request was not refused.');
  return error;
};

type Unsigned = {
  method?: string;
  path?: string;
  body?: string;
  service?: string;
  region?: string;
  headers?: Record<string, string>;
  signQuery?: boolean;
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
};

/** A request signed by `aws4`, which shares no code with the verifier. */
export const signed = (unsigned: Unsigned = {}): ArrivedRequest => {
  const { credentials = session, ...request } = unsigned;
  const result = aws4.sign(
    {
      host: '127.0.0.1:4566',
      method: 'POST',
      path: '/findings?b=2&a=%2Fx%20y&a=1',
      body: '{"MaxResults":10}',
      service: 'securityhub',
      region: 'us-east-1',
      ...request,
      headers: {
        ...(!request.signQuery && { 'X-Amz-Date': timestamp }),
        'Content-Type': 'application/json',
        ...request.headers,
      },
    },
    credentials,
  );
  const [path = '/', query = ''] = (result.path ?? '').split('?');
  return {
    method: result.method ?? 'GET',
    path,
    query,
    headers: Object.fromEntries(
      Object.entries(result.headers ?? {}).map(([name, value]) => [
        name.toLowerCase(),
        String(value),
      ]),
    ),
    body: Buffer.from(result.body ?? ''),
  };
};

export const withHeader = (
  request: ArrivedRequest,
  headers: Record<string, string>,
): ArrivedRequest => ({
  ...request,
  headers: { ...request.headers, ...headers },
});
