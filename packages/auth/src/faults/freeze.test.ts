import { expect } from '@jest/globals';
import { describeFault, type Fault } from '../../testing/describe-fault.ts';
import type { Cell } from '../../testing/fault-cell.ts';
import type { ProgrammableServer } from '../../testing/programmable-server.ts';

const served = { status: 200, replayed: false };
const servedAll = ({ callers }: Cell) => Array.from({ length: callers }, () => served);

/** 200 cycles for one caller, fewer for a hundred. */
const cyclesOf = ({ callers }: Cell): number => 200 / Math.min(callers, 20);

/** A slow machine needs more than the default limits. The tests count failed token requests, so a retry hides nothing. */
const limitMs = 50_000;
const options = { tokenTimeoutMs: limitMs, secretTimeoutMs: limitMs };

/** Runs a fault that only the connections decide, and no time limit. */
const describeFreeze = ({ run, ...fault }: Omit<Fault, 'options'>): void =>
  describeFault({
    ...fault,
    options,
    async run(cell) {
      cell.environment.remainingMs = limitMs;
      await run(cell);
    },
  });

describeFreeze({
  name: 'R13: the gateway closes its connections silently while the environment is frozen',
  async run(cell) {
    const { callers, gateway } = cell;
    await cell.burst();
    const received = gateway.received.length;
    const connections = gateway.connections();
    const cycles = cyclesOf(cell);
    for (let cycle = 0; cycle < cycles; cycle += 1) {
      gateway.resetOpenConnections();
      expect(await cell.burst()).toEqual(servedAll(cell));
    }

    expect(gateway.received.length - received).toBe(cycles * callers);
    expect(gateway.connections() - connections).toBeLessThanOrEqual(cycles * callers);
  },
});

describeFreeze({
  name: 'R13: the token endpoint closes its connections silently while the environment is frozen',
  appliesTo: ({ state }) => state !== 'cold',
  async run(cell) {
    cell.issuer.resetOpenConnections();
    cell.gateway.resetOpenConnections();

    expect(await cell.burst()).toEqual(servedAll(cell));
    if (cell.state !== 'warm') await cell.tokenRequestsEnded(1);
    expect(cell.count('renewal_failed')).toBe(0);
  },
});

const breaks: Readonly<Record<string, (server: ProgrammableServer) => void>> = {
  'are reset': (server) => server.resetOpenConnections(),
  'get no answer, because the network forgot the connections': (server) =>
    server.blackHoleOpenConnections(),
};
/** The shortest freeze in which a network can forget a connection, up to one in which the token expires. */
const freezesMs = [4_000, 5_000, 60_000, 350_000, 3_700_000];

for (const [effect, breakConnections] of Object.entries(breaks)) {
  describeFreeze({
    name: `R13: after a freeze, requests on open connections ${effect}`,
    async run(cell) {
      await cell.burst();
      for (let cycle = 0; cycle < cyclesOf(cell); cycle += 1) {
        await cell.tokenRequestsEnded(cell.tokenRequests());
        breakConnections(cell.gateway);
        breakConnections(cell.issuer);
        cell.clock.advance(freezesMs[cycle % freezesMs.length] ?? 0);

        expect(await cell.burst()).toEqual(servedAll(cell));
      }

      await cell.tokenRequestsEnded(cell.tokenRequests());
      expect(cell.count('renewal_failed')).toBe(0);
    },
  });
}
