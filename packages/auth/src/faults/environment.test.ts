import { expect } from '@jest/globals';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { describeFault } from '../../testing/describe-fault.ts';
import { createEnvironment } from '../../testing/fake-services.ts';
import { type Cell, hasToken, reach } from '../../testing/fault-cell.ts';
import { grantToken } from '../../testing/tokens.ts';
import { until } from '../../testing/wait-until.ts';
import { type AuthContext, accessToken } from '../middleware/access-token-middleware.ts';

const served = { status: 200, replayed: false };
const servedAll = ({ callers }: Cell) => Array.from({ length: callers }, () => served);

const scopeOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).scope;

describeFault({
  name: 'R15: two configurations in one process',
  async run({ issuer, clock, options, state, callers }) {
    issuer.program = ({ body }) =>
      grantToken({ now: clock.now(), claims: { scope: new URLSearchParams(body).get('scope') } });
    const environments = ['a', 'b'].map((scope) => ({
      scope,
      environment: createEnvironment(accessToken(options({ scopes: [scope] }))),
      tokens: new Set<string>(),
    }));
    const runs = Array.from({ length: 5_000 }, (_, index) => ((index * 7919) % 13) % 2);
    const invoke = async (run: number) => {
      const { environment, tokens } = environments[run] ?? {};
      tokens?.add((await environment?.invoke((auth) => auth.accessToken)) ?? '');
    };
    await reach(state, clock, () => Promise.all([invoke(0), invoke(1)]));
    const received = issuer.received.length;
    for (let from = 0; from < runs.length; from += callers) {
      await Promise.all(runs.slice(from, from + callers).map(invoke));
    }

    for (const { scope, tokens } of environments) {
      expect([...tokens].map(scopeOf)).toEqual([...tokens].map(() => scope));
    }
    // Renewals start in a later turn of the event loop.
    await until(() => state === 'warm' || issuer.received.length >= received + 2);
    expect(issuer.received.length - received).toBe(state === 'warm' ? 0 : 2);
  },
});

describeFault({
  name: 'R16: the prefetch fails',
  appliesTo: ({ state }) => !hasToken(state),
  async run(cell) {
    cell.issuer.program = () => 'reset';
    const logged = cell.logged.length;
    await cell.environment.prefetch();
    expect(cell.logged).toHaveLength(logged + 1);

    cell.issuer.program = cell.grant;
    expect(await cell.burst()).toEqual(servedAll(cell));
    expect(cell.tokenRequests()).toBe(2);
    expect(cell.secretReads()).toBe(cell.state === 'cold' ? 1 : 0);
  },
});

describeFault({
  name: 'R16: the prefetch fails while invocations wait for it',
  appliesTo: ({ state }) => !hasToken(state),
  async run(cell) {
    const failed = Promise.withResolvers<void>();
    cell.issuer.program = async () => {
      await failed.promise;
      cell.issuer.program = cell.grant;
      return { status: 503 };
    };
    const prefetch = cell.environment.prefetch();
    const waiting = cell.burst();
    failed.resolve();
    await prefetch;

    expect(await waiting).toEqual(servedAll(cell));
    expect(cell.tokenRequests()).toBe(2);
  },
});

/** A context without a remaining time, as in tests. */
const bareContext = () => ({}) as Context & AuthContext;

describeFault({
  name: 'R17: the middleware is used twice, without a remaining time, and the handler throws',
  async run(cell) {
    const handlerError = new TypeError('handler');
    const handler = middy<unknown, string>()
      .use(cell.middleware)
      .use({ before: () => undefined })
      .use(cell.middleware)
      .handler(async (event, context) => {
        if (event === 'throw') throw handlerError;
        return context.auth.accessToken;
      });
    const answers = await Promise.all(
      Array.from({ length: cell.callers }, () => handler({}, bareContext())),
    );

    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);

    expect(new Set(answers).size).toBe(1);
    await expect(handler('throw', bareContext())).rejects.toBe(handlerError);
    expect(cell.tokenRequests()).toBe(cell.state === 'warm' ? 0 : 1);
  },
});

describeFault({
  name: 'R17: an earlier middleware returns a response',
  async run(cell) {
    const handler = middy()
      .use({ before: () => 'early' })
      .use(cell.middleware)
      .handler(async () => 'late');
    const answers = Array.from({ length: cell.callers }, () => handler({}, bareContext()));

    expect(new Set(await Promise.all(answers))).toEqual(new Set(['early']));
    expect(cell.tokenRequests()).toBe(0);
  },
});
