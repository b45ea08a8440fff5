import { expect } from '@jest/globals';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describeFault } from '../../testing/describe-faults.ts';
import type { Cell } from '../../testing/fault-cell.ts';
import { grantToken } from '../../testing/tokens.ts';
import { createEnvironment } from '../../testing/world.ts';
import { type AuthContext, accessToken } from '../middleware.ts';

const served = { status: 200, replayed: false };
const servedAll = ({ callers }: Cell) => Array.from({ length: callers }, () => served);

describeFault({
  name: 'R15: two configurations in one process',
  within: ({ callers }) => callers === 100,
  async run(cell) {
    cell.issuer.program = ({ body }) =>
      grantToken({
        now: cell.clock.now(),
        claims: { scope: new URLSearchParams(body).get('scope') },
      });
    const invoked = new Map<string, Set<string>>();
    const environments = ['a', 'b'].map((scope) => {
      invoked.set(scope, new Set());
      return {
        scope,
        environment: createEnvironment(accessToken(cell.options({ scopes: [scope] }))),
      };
    });
    const runs = Array.from(
      { length: 10_000 },
      (_, index) => environments[((index * 7919) % 13) % 2],
    );
    for (let from = 0; from < runs.length; from += 64) {
      const together = runs.slice(from, from + 64).map(async (run) => {
        const token = await run?.environment.invoke((auth) => auth.accessToken);
        invoked.get(run?.scope ?? '')?.add(token ?? '');
      });
      await Promise.all(together);
    }
    const tokens = [...invoked.values()].flatMap((set) => [...set]);

    expect(tokens).toHaveLength(2);
    expect(new Set(tokens).size).toBe(2);
  },
});

describeFault({
  name: 'R16: the prefetch fails',
  within: ({ state }) => state === 'cold',
  async run(cell) {
    cell.issuer.program = () => 'reset';
    await cell.environment.prefetch();
    expect(cell.logged).toHaveLength(1);

    cell.issuer.program = cell.grant;
    expect(await cell.burst()).toEqual(servedAll(cell));
    expect(cell.tokenRequests()).toBe(2);
    expect(cell.secretReads()).toBe(1);
  },
});

describeFault({
  name: 'R16: the prefetch fails while invocations wait for it',
  within: ({ state }) => state === 'cold',
  async run(cell) {
    const failed = Promise.withResolvers<void>();
    cell.issuer.program = async () => {
      await failed.promise;
      cell.issuer.program = cell.grant;
      return 'reset' as const;
    };
    const prefetch = cell.environment.prefetch();
    const waiting = cell.burst();
    failed.resolve();
    await prefetch;

    expect(await waiting).toEqual(servedAll(cell));
    expect(cell.tokenRequests()).toBe(2);
  },
});

/** A context such as tests and other callers pass: it does not know the remaining time. */
const bareContext = () => ({}) as Context & AuthContext;

describeFault({
  name: 'R17: the middleware is used twice, without a remaining time, and the handler throws',
  async run(cell) {
    const auth = accessToken(cell.options({ send: cell.send }));
    const own = new TypeError('the handler’s own');
    const handler = middy<unknown, string>()
      .use(auth)
      .use({ before: () => undefined })
      .use(auth)
      .handler(async (event, context) => {
        if (event === 'throw') throw own;
        return context.auth.accessToken;
      });
    const answers = await Promise.all(
      Array.from({ length: cell.callers }, () => handler({}, bareContext())),
    );

    expect(new Set(answers).size).toBe(1);
    await expect(handler('throw', bareContext())).rejects.toBe(own);
    expect(cell.tokenRequests()).toBe(1);
  },
});

describeFault({
  name: 'R17: an earlier middleware answers at once',
  within: ({ state }) => state === 'cold',
  async run(cell) {
    const handler = middy()
      .use({ before: () => 'early' })
      .use(accessToken(cell.options({ send: cell.send })))
      .handler(async () => 'late');

    expect(await handler({}, bareContext())).toBe('early');
    expect(cell.tokenRequests()).toBe(0);
  },
});
