import { expect } from '@jest/globals';
import { rejection } from '../../testing/caught-error.ts';
import { describeFault } from '../../testing/describe-fault.ts';
import { type Cell, hasToken } from '../../testing/fault-cell.ts';
import { json } from '../../testing/tokens.ts';
import { settled, until } from '../../testing/wait-until.ts';

const served = { status: 200, replayed: false };
const replayed = { status: 200, replayed: true };

/** The index of the first token that invocations use: the cached one, or the next one from the issuer. */
const firstOf = ({ state, tokens }: Cell): number =>
  hasToken(state) ? tokens.length - 1 : tokens.length;

/** The number of token requests until a token is accepted: one to replace the first token, plus one if the cache is empty. */
const requestsUntilRenewed = ({ state }: Cell): number => (hasToken(state) ? 1 : 2);

/** Makes the gateway refuse all tokens up to the index `last`. Default: the first token. */
const revoke = (cell: Cell, last = firstOf(cell)): void => {
  const { program } = cell.gateway;
  cell.gateway.program = (request, index) => {
    const bearer = request.headers.authorization?.replace('Bearer ', '') ?? '';
    return cell.tokens.indexOf(bearer) <= last
      ? json(401, { error: 'invalid_token' })
      : program(request, index);
  };
};

describeFault({
  name: 'R7: one caller aborts during a shared token request',
  async run(cell) {
    const first = firstOf(cell);
    revoke(cell);
    const held = Promise.withResolvers<void>();
    const released = Promise.withResolvers<void>();
    cell.issuer.program = async () => {
      if (cell.tokens.length <= first) return cell.grant();
      held.resolve();
      await released.promise;
      return cell.grant();
    };
    const abort = new AbortController();
    const aborted = rejection(
      cell.environment.invoke((auth) =>
        auth.request({ method: 'POST', url: cell.gatewayUrl, signal: abort.signal }),
      ),
    );
    await held.promise;
    const others = cell.burst();
    abort.abort();
    expect((await aborted).code).toBe('REQUEST_ABORTED');

    released.resolve();
    for (const outcome of await others) expect(outcome).toMatchObject({ status: 200 });
    expect(cell.tokenRequests()).toBe(requestsUntilRenewed(cell));
  },
});

describeFault({
  name: 'R7: the time of one caller ends during a shared token request',
  appliesTo: ({ state }) => !hasToken(state),
  async run(cell) {
    const released = Promise.withResolvers<void>();
    cell.issuer.program = async () => {
      await released.promise;
      return cell.grant();
    };
    cell.environment.remainingMs = 251;
    const shortOnTime = cell.invokeOnce();
    cell.environment.remainingMs = 10_000;
    const others = cell.burst();
    expect(await shortOnTime).toEqual({ code: 'TOKEN_ENDPOINT_TIMEOUT' });

    released.resolve();
    expect(await others).toEqual(Array.from({ length: cell.callers }, () => served));
    expect(cell.tokenRequests()).toBe(1);
  },
});

describeFault({
  name: 'R8: the gateway answers 401 to all requests at once',
  async run(cell) {
    revoke(cell);
    const received = cell.gateway.received.length;

    expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => replayed));
    expect(cell.tokenRequests()).toBe(requestsUntilRenewed(cell));
    expect(cell.gateway.received.length - received).toBe(2 * cell.callers);
  },
});

describeFault({
  name: 'R8: the gateway answers 401 to one request after the other',
  async run(cell) {
    revoke(cell);
    const { program } = cell.gateway;
    const turns: (() => void)[] = [];
    cell.gateway.program = async (request, index) => {
      const behaviour = program(request, index);
      if (turns.length < cell.callers) await new Promise<void>((resolve) => turns.push(resolve));
      return behaviour;
    };
    const outcomes = cell.burst();
    await until(() => turns.length >= cell.callers);
    for (const answer of turns) {
      answer();
      await settled();
    }

    expect(await outcomes).toEqual(Array.from({ length: cell.callers }, () => replayed));
    expect(cell.tokenRequests()).toBe(requestsUntilRenewed(cell));
  },
});

describeFault({
  name: 'R8: the gateway also answers 401 to renewed tokens',
  async run(cell) {
    revoke(cell, Number.POSITIVE_INFINITY);
    const received = cell.gateway.received.length;
    const refused = Array.from({ length: cell.callers }, () => ({ code: 'GATEWAY_UNAUTHORIZED' }));

    expect(await cell.burst()).toEqual(refused);
    expect(cell.tokenRequests()).toBe(requestsUntilRenewed(cell));
    expect(cell.gateway.received.length - received).toBe(2 * cell.callers);

    expect(await cell.burst()).toEqual(refused);
    expect(cell.tokenRequests()).toBe(requestsUntilRenewed(cell));
  },
});

describeFault({
  name: 'R9: the gateway answers 403 insufficient_scope',
  async run(cell) {
    cell.gateway.program = () => json(403, { error: 'insufficient_scope' });
    const forbidden = { status: 403, replayed: false };

    expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => forbidden));
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);
    expect(cell.gateway.received.slice(-cell.callers)).toHaveLength(cell.callers);
    expect(cell.tokenRequests()).toBe(cell.state === 'warm' ? 0 : 1);
    expect(cell.count('replayed')).toBe(0);
  },
});
