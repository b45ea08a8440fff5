import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  call,
  invocation,
  type LambdaFixture,
  lambdaFixture,
} from '../../testing/lambda/lambda-fixture.ts';
import { type LoopbackServer, listenOnLoopback } from '../http/loopback-server.ts';
import { openSilentPort } from './silent-port.ts';

/** Returns how each way to an address ends. */
const handler = `
import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';

const outcome = (promise) => promise.then(() => 'reached', (error) => (error.cause ?? error).code ?? error.message);
const get = (url) => new Promise((resolve, reject) => request(url).on('error', reject).on('response', resolve).end());
const raw = (url) => new Promise((resolve, reject) => {
  const { hostname, port } = new URL(url);
  connect(Number(port), hostname, resolve).on('error', reject);
});
const script = 'const [url] = process.argv.slice(1); fetch(url).then(() => console.log("reached"), () => console.log("lost"))';
const child = async (url) => (await promisify(execFile)(process.execPath, ['-e', script, url])).stdout.trim();

export const handler = async ({ known, internet }) => ({
  fetched: await outcome(fetch(process.env.TOKEN_URL)),
  learned: await outcome(fetch(known)),
  requested: await outcome(get(known)),
  raw: await outcome(raw(known)),
  child: await child(process.env.TOKEN_URL),
  internet: internet && await outcome(fetch(internet)),
  variable: process.env.HOPWISE_CLOSED_PORTS ?? 'absent',
});
`;

const files = { 'src/handler.mjs': handler };
const connections: (string | undefined)[] = [];
let host: LoopbackServer;
let silent: LoopbackServer;
let fixture: LambdaFixture;

beforeAll(async () => {
  host = await listenOnLoopback(
    createServer((_request, response) => response.end()),
    0,
  );
  const onConnection = (header: string | undefined) => connections.push(header);
  silent = await openSilentPort({ silentMs: 20, onConnection });
  const environment = { TOKEN_URL: `${host.origin}/oauth2/token` };
  fixture = await lambdaFixture(
    { inside: { files, environment }, outside: { files, environment } },
    {
      networks: {
        closedOrigins: async ({ name }) =>
          name === 'outside'
            ? { byOrigin: {} }
            : { byOrigin: { [host.origin]: silent.origin }, internet: silent.origin },
      },
    },
  );
});
afterAll(async () => {
  await fixture.stop();
  await Promise.all([host.close(), silent.close()]);
});

describe('a function whose network does not reach a host', () => {
  it('times out there on every way, also in a child process', async () => {
    const turn = 'turn-0001';
    const event = { known: host.origin, internet: 'http://example.invalid/' };
    const request = { ...invocation('inside', event), turn };
    expect((await call(fixture, request)).value).toEqual({
      fetched: 'ETIMEDOUT',
      learned: 'ETIMEDOUT',
      requested: 'ETIMEDOUT',
      raw: 'ETIMEDOUT',
      child: 'lost',
      internet: 'ETIMEDOUT',
      variable: 'absent',
    });
    expect(new Set(connections)).toEqual(
      new Set([fixture.options.traces.headerOf(turn), undefined]),
    );
  });

  it('does not affect a function that reaches the host', async () => {
    const { value } = await call(fixture, invocation('outside', { known: host.origin }));
    const { fetched, learned, requested, raw, child } = value;
    expect([fetched, learned, requested, raw, child]).toEqual(Array(5).fill('reached'));
  });
});
