import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type FakeServices, startFakeServices } from '../../testing/fake-services.ts';
import { settled, until } from '../../testing/wait-until.ts';

describe('the prefetch', () => {
  let services: FakeServices;
  beforeEach(async () => {
    services = await startFakeServices();
  });
  afterEach(async () => {
    delete process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
    await services.close();
  });

  it.each(['on-demand', 'provisioned-concurrency', 'lambda-managed-instances'])(
    'starts while Lambda initializes with type %s',
    async (type) => {
      process.env.AWS_LAMBDA_INITIALIZATION_TYPE = type;
      const environment = services.environment();
      await until(() => services.count('renewed') > 0);

      expect(await environment.invoke((auth) => auth.cacheHit)).toBe(true);
      expect(services.events[1]).toEqual({ type: 'token_requested', reason: 'prefetch' });
    },
  );

  it.each([
    ['outside Lambda', undefined, {}],
    ['with SnapStart', 'snap-start', {}],
    ['if it is disabled', 'on-demand', { prefetch: false }],
  ])('does not start %s', async (_where, type, options) => {
    if (type !== undefined) process.env.AWS_LAMBDA_INITIALIZATION_TYPE = type;
    services.environment(options);
    await settled();

    expect(services.events).toEqual([]);
    expect(services.source.reads).toBe(0);
  });

  it('shares its token request with the first invocation', async () => {
    process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';
    const environment = services.environment();
    await Promise.all([environment.invoke((auth) => auth.accessToken), environment.prefetch()]);

    expect(services.issuer.received).toHaveLength(1);
    expect(services.source.reads).toBe(1);
  });

  it('sends no request while a token is cached', async () => {
    const environment = services.environment();
    await environment.prefetch();
    await environment.prefetch();

    expect(services.issuer.received).toHaveLength(1);
  });

  it('logs a failure once, without ending the process', async () => {
    process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';
    services.issuer.program = () => 'reset';
    services.environment();
    await until(() => services.count('renewal_failed') > 0);
    await settled();

    expect(services.logged).toHaveLength(1);
    expect(JSON.parse(services.logged[0] ?? '')).toMatchObject({
      fields: { reason: 'prefetch', code: 'TOKEN_ENDPOINT_UNREACHABLE' },
    });
    expect(services.count('cooled_down')).toBe(0);
  });
});
