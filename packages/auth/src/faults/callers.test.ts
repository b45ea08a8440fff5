import { expect } from '@jest/globals';
import { rejection } from '../../testing/caught.ts';
import { describeFault } from '../../testing/describe-faults.ts';
import type { Cell } from '../../testing/fault-cell.ts';
import { json } from '../../testing/tokens.ts';

const served = { status: 200, replayed: false };
const replayed = { status: 200, replayed: true };

/** Makes the gateway refuse the tokens that were issued up to now, or those that a list gets later. */
const revoke = (cell: Cell, revoked: readonly string[] = [...cell.tokens]): void => {
  const { program } = cell.gateway;
  cell.gateway.program = (request, index) =>
    revoked.includes(request.headers.authorization?.replace('Bearer ', '') ?? '')
      ? json(401, { error: 'invalid_token' })
      : program(request, index);
};

/** Lets the environment have a token that the gateway refuses, in the cell's state. */
const holdRevoked = async (cell: Cell): Promise<void> => {
  await cell.ask();
  if (cell.state === 'in the renewal window') await cell.flightsEnded(1);
  revoke(cell);
};

describeFault({
  name: 'R7: one caller aborts during a shared flight',
  async run(cell) {
    await holdRevoked(cell);
    const before = cell.tokenRequests();
    const released = Promise.withResolvers<void>();
    cell.issuer.program = async () => {
      await released.promise;
      return cell.grant();
    };
    const abort = new AbortController();
    const aborted = rejection(
      cell.environment.invoke((auth) =>
        auth.request({ method: 'POST', url: cell.gatewayUrl, signal: abort.signal }),
      ),
    );
    while (cell.tokenRequests() === before) await new Promise(setImmediate);
    const others = cell.burst();
    abort.abort();
    expect((await aborted).code).toBe('REQUEST_ABORTED');

    released.resolve();
    for (const outcome of await others) expect(outcome).toMatchObject({ status: 200 });
    expect(cell.tokenRequests() - before).toBe(1);
  },
});

describeFault({
  name: 'R8: the gateway answers 401 to all at once',
  async run(cell) {
    await holdRevoked(cell);
    const before = cell.tokenRequests();
    const received = cell.gateway.received.length;

    expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => replayed));
    expect(cell.tokenRequests() - before).toBe(1);
    expect(cell.gateway.received.length - received).toBe(2 * cell.callers);
  },
});

describeFault({
  name: 'R8: the gateway answers 401 to one after the other',
  async run(cell) {
    await holdRevoked(cell);
    const before = cell.tokenRequests();
    const { program } = cell.gateway;
    const turns: (() => void)[] = [];
    cell.gateway.program = async (request, index) => {
      const behaviour = program(request, index);
      if (turns.length < cell.callers) await new Promise<void>((resolve) => turns.push(resolve));
      return behaviour;
    };
    const outcomes = cell.burst();
    while (turns.length < cell.callers) await new Promise(setImmediate);
    for (const answer of turns) {
      answer();
      await new Promise(setImmediate);
    }

    expect(await outcomes).toEqual(Array.from({ length: cell.callers }, () => replayed));
    expect(cell.tokenRequests() - before).toBe(1);
  },
});

describeFault({
  name: 'R8: the gateway answers 401 to renewed tokens too',
  async run(cell) {
    await holdRevoked(cell);
    revoke(cell, cell.tokens);
    const before = cell.tokenRequests();
    const received = cell.gateway.received.length;
    const refused = Array.from({ length: cell.callers }, () => ({ code: 'GATEWAY_UNAUTHORIZED' }));

    expect(await cell.burst()).toEqual(refused);
    expect(cell.tokenRequests() - before).toBe(1);
    expect(cell.gateway.received.length - received).toBe(2 * cell.callers);

    expect(await cell.burst()).toEqual(refused);
    expect(cell.tokenRequests() - before).toBe(1);
  },
});

describeFault({
  name: 'R9: the gateway answers 403 insufficient_scope',
  async run(cell) {
    cell.gateway.program = () => json(403, { error: 'insufficient_scope' });
    const forbidden = { status: 403, replayed: false };

    expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => forbidden));
    if (cell.state !== 'warm') await cell.flightsEnded(1);
    expect(cell.gateway.received.slice(-cell.callers)).toHaveLength(cell.callers);
    expect(cell.tokenRequests()).toBe(cell.state === 'warm' ? 0 : 1);
    expect(cell.count('replayed')).toBe(0);
  },
});

describeFault({
  name: 'R13: the gateway’s sockets are dropped in silence while the environment sleeps',
  within: ({ callers }) => callers === 1,
  async run(cell) {
    await cell.ask();
    const received = cell.gateway.received.length;
    const connections = cell.gateway.connections();
    for (let cycle = 0; cycle < 200; cycle += 1) {
      cell.gateway.resetOpenConnections();
      expect(await cell.ask()).toEqual(served);
    }

    expect(cell.gateway.received.length - received).toBe(200);
    expect(cell.gateway.connections() - connections).toBe(200);
  },
});

describeFault({
  name: 'R13: the token endpoint’s sockets are dropped in silence while the environment sleeps',
  within: ({ state }) => state !== 'cold',
  async run(cell) {
    cell.issuer.resetOpenConnections();
    cell.gateway.resetOpenConnections();

    expect(await cell.burst()).toEqual(Array.from({ length: cell.callers }, () => served));
    if (cell.state !== 'warm') await cell.flightsEnded(1);
    expect(cell.count('renewal_failed')).toBe(0);
  },
});
