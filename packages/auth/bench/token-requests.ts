import { mock } from 'node:test';
import middy from '@middy/core';
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import type { Contender } from './contender.ts';
import { hopwiseOptions, lambdaContext } from './contenders/hopwise.ts';
import { type Endpoint, startEndpoint } from './endpoint.ts';

const lifeMs = 3_600_000;
const spanMs = 10_000_000;

export type TokenRequests = {
  readonly name: string;
  readonly invocations: number;
  readonly tokenRequests: number;
  readonly expiredServed: number;
};

export type Million = TokenRequests & { readonly secretReads: number };

/** Synchronous, because the fake clock would advance while a signature is computed. */
const unsignedToken = (endpoint: Endpoint, expiresAt: number): string => {
  const claims = {
    iss: endpoint.issuer,
    client_id: endpoint.client.clientId,
    token_use: 'access',
    scope: 'gateway/invoke',
    exp: expiresAt / 1_000,
  };
  return ['{}', JSON.stringify(claims), '-']
    .map((part) => Buffer.from(part).toString('base64url'))
    .join('.');
};

/** Simulates a million invocations, a hundred per second, with tokens of one hour. */
export const countPerMillion = async (endpoint: Endpoint): Promise<Million> => {
  const clock = createFakeClock();
  const expiries = new Map<string, number>();
  let secretReads = 0;
  let expiredServed = 0;
  const auth = accessToken({
    ...hopwiseOptions(endpoint),
    clock,
    credentials: {
      async read() {
        secretReads += 1;
        return endpoint.client;
      },
    },
    async send() {
      const token = unsignedToken(endpoint, clock.now() + lifeMs);
      expiries.set(token, clock.now() + lifeMs);
      const body = JSON.stringify({ access_token: token, expires_in: 3_600, token_type: 'Bearer' });
      return { status: 200, headers: { 'content-type': 'application/json' }, body };
    },
  });
  const handler = middy()
    .use(auth)
    .handler(async (_event, context) => context.auth.accessToken);
  const invocations = 1_000_000;
  for (let call = 0; call < invocations; call += 1) {
    const token = await handler({}, lambdaContext());
    if ((expiries.get(token) ?? 0) <= clock.now()) expiredServed += 1;
    clock.advance(spanMs / invocations);
  }
  const tokenRequests = expiries.size;
  return { name: '**@hopwise/auth**', invocations, tokenRequests, secretReads, expiredServed };
};

const expiryOf = (token: string): number => {
  const payload = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8');
  return (JSON.parse(payload) as { exp: number }).exp * 1_000;
};

const renewalDone = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 3));

/** Simulates 10,000 seconds with one invocation every ten seconds. */
export const countPerSpan = async ({ name, create, caches }: Contender): Promise<TokenRequests> => {
  const endpoint = await startEndpoint();
  mock.timers.enable({ apis: ['Date'], now: Date.UTC(2026, 0, 1) });
  const client = create(endpoint);
  const invocations = 1_000;
  let expiredServed = 0;
  try {
    for (let call = 0; call < invocations; call += 1) {
      if (expiryOf(await client.token()) <= Date.now()) expiredServed += 1;
      // A background renewal must end before the clock advances.
      if (caches) await renewalDone();
      mock.timers.setTime(Date.now() + spanMs / invocations);
    }
    return { name, invocations, tokenRequests: endpoint.tokenRequests, expiredServed };
  } finally {
    mock.timers.reset();
    await endpoint.close();
  }
};
