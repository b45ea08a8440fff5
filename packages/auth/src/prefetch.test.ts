import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settled, until } from '../testing/until.ts';
import { startWorld, type World } from '../testing/world.ts';

describe('the prefetch', () => {
  let world: World;
  beforeEach(async () => {
    world = await startWorld();
  });
  afterEach(async () => {
    delete process.env.AWS_LAMBDA_INITIALIZATION_TYPE;
    await world.close();
  });

  it.each(['on-demand', 'provisioned-concurrency', 'lambda-managed-instances'])(
    'begins by itself while Lambda initialises %s',
    async (type) => {
      process.env.AWS_LAMBDA_INITIALIZATION_TYPE = type;
      const environment = world.environment();
      await until(() => world.count('renewed') > 0);

      expect(await environment.invoke((auth) => auth.cacheHit)).toBe(true);
      expect(world.events[1]).toEqual({ type: 'token_requested', reason: 'prefetch' });
    },
  );

  it.each([
    ['outside Lambda', undefined, {}],
    ['where a snapshot would keep the token', 'snap-start', {}],
    ['where it is switched off', 'on-demand', { prefetch: false }],
  ])('does not begin %s', async (_where, type, options) => {
    if (type !== undefined) process.env.AWS_LAMBDA_INITIALIZATION_TYPE = type;
    world.environment(options);
    await settled();

    expect(world.events).toEqual([]);
    expect(world.source.reads).toBe(0);
  });

  it('is one with the first invocation', async () => {
    process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';
    const environment = world.environment();
    await Promise.all([environment.invoke((auth) => auth.accessToken), environment.prefetch()]);

    expect(world.issuer.received).toHaveLength(1);
    expect(world.source.reads).toBe(1);
  });

  it('asks for nothing while there is a token', async () => {
    const environment = world.environment();
    await environment.prefetch();
    await environment.prefetch();

    expect(world.issuer.received).toHaveLength(1);
  });

  it('says once that it failed, without ending the process', async () => {
    process.env.AWS_LAMBDA_INITIALIZATION_TYPE = 'on-demand';
    world.issuer.program = () => 'reset';
    world.environment();
    await until(() => world.count('renewal_failed') > 0);
    await settled();

    expect(world.logged).toHaveLength(1);
    expect(JSON.parse(world.logged[0] ?? '')).toMatchObject({
      fields: { reason: 'prefetch', code: 'TOKEN_ENDPOINT_UNREACHABLE' },
    });
    expect(world.count('cooled_down')).toBe(0);
  });
});
