import { Agent, request } from 'node:http';
import { accessToken } from '../src/middleware/access-token-middleware.ts';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createEnvironment } from '../testing/fake-services.ts';
import {
  type ProgrammableServer,
  startProgrammableServer,
} from '../testing/programmable-server.ts';
import { grantToken, issuer, json } from '../testing/tokens.ts';

export const freezeCycles = 200;

export type FreezeRow = {
  readonly name: string;
  /** Cycles in which the request failed. */
  readonly reset: number;
  readonly blackHoled: number;
};

type Break = (server: ProgrammableServer) => void;
type Client = { call(): Promise<unknown>; freeze(): void };

/** The gateway and the issuer, with an injected clock. Nothing waits for a freeze. */
const hopwise = async (gateway: ProgrammableServer, breakAll: Break): Promise<Client> => {
  const clock = createFakeClock();
  const tokens = await startProgrammableServer(() => grantToken({ now: clock.now() }));
  const url = `${gateway.origin}/mcp`;
  const environment = createEnvironment(
    accessToken({
      credentials: { read: async () => ({ clientId: 'client-1', clientSecret: 'secret-1' }) },
      tokenEndpoint: `${tokens.origin}/oauth2/token`,
      issuer,
      scopes: ['gateway/invoke'],
      gateway: { url, authorizer: 'CUSTOM_JWT' },
      clock,
    }),
  );
  return {
    call: () => environment.invoke((auth) => auth.request({ method: 'POST', url, body: '{}' })),
    freeze() {
      breakAll(tokens);
      // From five seconds to 15 minutes, so that tokens are also renewed after a freeze.
      clock.advance(5_000 + ((clock.now() / 1_000) % 180) * 5_000);
    },
  };
};

/** Generous for a response over loopback. */
const timeoutMs = 50;

const discard = async (response: AsyncIterable<unknown>): Promise<void> => {
  for await (const _chunk of response);
};

const keepAliveAgent = async ({ origin }: ProgrammableServer): Promise<Client> => {
  const agent = new Agent({ keepAlive: true });
  const options = { agent, method: 'POST', timeout: timeoutMs };
  return {
    call: () =>
      new Promise<void>((resolve, reject) => {
        const outgoing = request(`${origin}/mcp`, options);
        outgoing.on('response', (response) => discard(response).then(resolve, reject));
        outgoing.on('timeout', () => outgoing.destroy(new Error('timeout')));
        outgoing.on('error', reject).end('{}');
      }),
    freeze: () => undefined,
  };
};

const clients = {
  '**@hopwise/auth**': hopwise,
  'node:http, keep-alive agent': keepAliveAgent,
};

const countFailures = async (
  create: (typeof clients)[keyof typeof clients],
  breakAll: Break,
): Promise<number> => {
  const gateway = await startProgrammableServer(() => json(200, {}));
  const client = await create(gateway, breakAll);
  await client.call();
  let failures = 0;
  for (let cycle = 0; cycle < freezeCycles; cycle += 1) {
    breakAll(gateway);
    client.freeze();
    await client.call().catch(() => {
      failures += 1;
    });
  }
  await gateway.close();
  return failures;
};

/** Counts the failed requests of 200 freezes, each of which breaks all open connections. */
export const measureFreezes = async (): Promise<FreezeRow[]> => {
  const rows: FreezeRow[] = [];
  for (const [name, create] of Object.entries(clients)) {
    rows.push({
      name,
      reset: await countFailures(create, (server) => server.resetOpenConnections()),
      blackHoled: await countFailures(create, (server) => server.blackHoleOpenConnections()),
    });
  }
  return rows;
};
