import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeServices, startFakeServices } from '../../testing/fake-services.ts';
import { basicOf, encodings, print } from '../../testing/find-leaks.ts';
import type { Behaviour, Received } from '../../testing/programmable-server.ts';
import { json, mintToken } from '../../testing/tokens.ts';
import { accessToken } from '../middleware/access-token-middleware.ts';

const secret = 'canary/secret+0d6b1c:€';
const body = 'canary-request-body-77f1';

type Fault = {
  readonly issuer?: (request: Received, token: string) => Behaviour;
  readonly gateway?: (request: Received, token: string) => Behaviour;
  readonly source?: Error;
  readonly headers?: Readonly<Record<string, string>>;
};

/** A server that echoes the request in every field that the client reads. */
const echo = ({ headers, body: sent }: Received, status: number): Behaviour =>
  json(status, {
    error: `${headers.authorization}`,
    error_description: `${secret} ${headers.authorization} ${sent}`,
    access_token: `${secret}\r\n`,
    token_type: secret,
    expires_in: secret,
  });

const faults: Readonly<Record<string, Fault>> = {
  none: {},
  'issuer echoes with 400': { issuer: (request) => echo(request, 400) },
  'issuer echoes with 200': { issuer: (request) => echo(request, 200) },
  'issuer echoes with 503': { issuer: (request) => echo(request, 503) },
  'issuer refuses the client': { issuer: () => json(401, { error: 'invalid_client' }) },
  'issuer resets': { issuer: () => 'reset' },
  'issuer hangs': { issuer: () => 'hang' },
  'issuer redirects': {
    issuer: () => ({ status: 302, headers: { location: `/?${secret.slice(0, -1)}` } }),
  },
  'issuer sends another token type': {
    issuer: (_request, token) => json(200, { access_token: token, token_type: secret }),
  },
  'issuer sends half of a body': {
    issuer: (_request, token) => ({
      status: 200,
      headers: { 'content-type': 'application/json' },
      body: `{"access_token":"${token}","x":${secret}`,
    }),
  },
  'credentials source fails': { source: new Error(`could not read ${secret}`) },
  'gateway refuses': { gateway: (request) => echo(request, 401) },
  'gateway resets': { gateway: () => 'reset' },
  'gateway hangs': { gateway: () => 'hang' },
  'gateway redirects': {
    gateway: () => ({ status: 307, headers: { location: 'https://example.com' } }),
  },
  'gateway sends too much': { gateway: () => ({ status: 200, body: '.'.repeat(2_000) }) },
  'caller sends credentials': { headers: { authorization: `Bearer ${secret}` } },
  'caller sends an invalid header': { headers: { 'x-own': `${secret}\r\n` } },
};

describe('secret, token and request body', () => {
  let services: FakeServices;
  beforeEach(async () => {
    services = await startFakeServices();
    services.source.current = { clientId: 'client-1', clientSecret: secret };
  });
  afterEach(() => services.close());

  it.each(Object.entries(faults))('are not visible with fault: %s', async (_name, fault) => {
    const token = await mintToken({ now: services.clock.now() });
    const granted = json(200, { access_token: token, token_type: 'Bearer', expires_in: 3_600 });
    services.issuer.program = (request) => fault.issuer?.(request, token) ?? granted;
    services.gateway.program = (request) => fault.gateway?.(request, token) ?? json(200, {});
    services.source.failure = fault.source;
    const seen: string[] = [];
    const options = {
      tokenTimeoutMs: 40,
      gatewayTimeoutMs: 60,
      maxResponseBytes: 1_000,
    };
    const middleware = accessToken(services.options(options));
    const environment = services.environment(options);

    for (const advanceMs of [0, 0, 50 * 60_000, 3_600_000]) {
      services.clock.advance(advanceMs);
      await middleware.prefetch();
      try {
        await environment.invoke(async (auth) => {
          seen.push(print(auth));
          const { headers = {} } = fault;
          await auth.request({ method: 'POST', url: services.gatewayUrl, headers, body });
        });
      } catch (error) {
        seen.push(print(error));
      }
    }
    seen.push(print(middleware), print(services.events), ...services.logged);

    const canaries = [secret, token, body].flatMap(encodings).concat(basicOf('client-1', secret));
    const shown = seen.join('\n');
    expect(canaries.filter((canary) => shown.includes(canary))).toEqual([]);
  });

  it('the check finds canaries', () => {
    expect(print(new Error('failed', { cause: { secret } }))).toContain(secret);
    expect(print({ header: basicOf('client-1', secret) })).toContain(basicOf('client-1', secret));
  });
});
