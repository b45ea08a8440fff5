import { request } from 'node:http';
import { connect as connectHttp2 } from 'node:http2';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHttp1OrHttp2Server } from './http1-or-http2.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';
import type { PortRule } from './port-guard.ts';

const ownAddress = '192.0.2.7';
const rules = {
  none: { pages: 'none' },
  own: { pages: 'own' },
  machine: { pages: 'machine', host: ownAddress },
} as const satisfies Readonly<Record<string, PortRule>>;
type Pages = keyof typeof rules;

let servers: Readonly<Record<Pages, LoopbackServer>>;

beforeAll(async () => {
  const listen = async (pages: Pages) =>
    listenOnLoopback(
      createHttp1OrHttp2Server(rules[pages], (_request, response) => void response.end('data')),
      0,
    );
  servers = {
    none: await listen('none'),
    own: await listen('own'),
    machine: await listen('machine'),
  };
});
afterAll(() => Promise.all(Object.values(servers).map((server) => server.close())));

type Headers = Readonly<Record<string, string>>;
type Sent = { readonly headers?: Headers; readonly method?: string; readonly path?: string };

/** Status and body of an answer. Connections are not reused, so that a test sees the end of each. */
const send = (pages: Pages, { headers = {}, method = 'GET', path = '/' }: Sent = {}) =>
  new Promise<string>((resolve, reject) => {
    const { port } = servers[pages];
    const options = { host: '127.0.0.1', port, method, path, headers, agent: false } as const;
    const sent = request(options, async (response) => {
      const body = (await response.toArray()).join('');
      resolve(`${response.statusCode} ${body === 'data' ? 'data' : ''}`.trim());
    });
    sent.once('error', reject).end();
  });

const data = '200 data';
const own = (pages: Pages): string => servers[pages].origin;
const navigation = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };

describe.each(['none', 'own', 'machine'] as const)('a port for the pages: %s', (pages) => {
  it('answers a program on this machine', async () => {
    expect(await send(pages)).toBe(data);
    const host = `localhost:${servers[pages].port}`;
    expect(await send(pages, { headers: { host } })).toBe(data);
  });

  it.each([
    'evil.example',
    'evil.example:80',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil@127.0.0.1',
    '127.0.0.1:80@evil.example',
    '127.0.0.1:80:80',
    '0.0.0.0',
    '192.0.2.8',
    '2130706433',
    '[::2]',
    '[::1',
    '::1',
  ])('refuses the host name %j', async (host) => {
    expect(await send(pages, { headers: { host } })).toBe('421');
  });

  it('refuses every generated host name', async () => {
    const names = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
    );
    const foreign = names.filter((name) => !['127.0.0.1', ownAddress, '[::1]'].includes(name));
    await fc.assert(
      fc.asyncProperty(foreign, async (host) => {
        expect(await send(pages, { headers: { host } })).toBe('421');
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it('refuses the pages of every generated origin', async () => {
    const origins = fc.oneof(
      fc.webUrl().map((url) => new URL(url).origin),
      fc.domain().map((name) => `http://127.0.0.1.${name}`),
      fc.constantFrom(
        'null',
        'file://',
        'chrome-extension://abc',
        'http://127.0.0.1/path',
        'x',
        '',
      ),
    );
    await fc.assert(
      fc.asyncProperty(origins, async (origin) => {
        expect(await send(pages, { method: 'POST', headers: { origin } })).toBe('403');
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it.each(['http://127.0.0.1/', 'http://evil.example/', '*', 'evil.example:443'])(
    'refuses the target %s',
    async (path) => {
      expect(await send(pages, { path })).toBe('400');
    },
  );

  it('refuses what another site loads without an origin', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' };
    expect(await send(pages, { headers })).toBe('403');
  });
});

describe('the pages that a port accepts', () => {
  it.each<readonly [`${Pages}: ${string}`, () => Headers, string]>([
    ['none: its own page', () => ({ origin: own('none') }), '403'],
    ['none: a page of this machine', () => ({ 'sec-fetch-site': 'same-site' }), '403'],
    ['own: its own page', () => ({ origin: own('own') }), data],
    ['own: another port of this machine', () => ({ origin: own('machine') }), '403'],
    ['machine: another port of this machine', () => ({ origin: own('own') }), data],
    ['machine: a development server', () => ({ origin: 'http://localhost:5173' }), data],
    ["machine: the machine's address", () => ({ origin: `http://${ownAddress}:3000` }), data],
    [
      'machine: its own form without a referrer',
      () => ({ origin: 'null', 'sec-fetch-site': 'same-origin' }),
      data,
    ],
    ['machine: a sandbox', () => ({ origin: 'null', 'sec-fetch-site': 'cross-site' }), '403'],
  ])('%s', async (name, headers, expected) => {
    const pages = name.split(':')[0] as Pages;
    expect(await send(pages, { method: 'POST', headers: headers() })).toBe(expected);
  });

  it('include every site that a person follows a link from, unless pages have no access', async () => {
    const headers = { 'sec-fetch-site': 'cross-site', ...navigation };
    expect(await send('own', { headers })).toBe(data);
    expect(await send('machine', { headers })).toBe(data);
    expect(await send('none', { headers })).toBe('403');
    expect(await send('own', { method: 'POST', headers })).toBe('403');
    expect(await send('own', { headers: { ...headers, 'sec-fetch-dest': 'iframe' } })).toBe('403');
  });
});

describe('a request over HTTP/2', () => {
  it.each([
    [{}, 200],
    [{ ':authority': 'evil.example' }, 421],
    [{ host: 'evil.example' }, 421],
    [{ origin: 'https://evil.example' }, 403],
  ])('with %j gets the status %i', async (headers, status) => {
    const session = connectHttp2(servers.machine.origin);
    const stream = session.request({ ':path': '/', ...headers });
    const answered = await new Promise((resolve, reject) => {
      stream.once('response', (received) => resolve(received[':status'])).once('error', reject);
    });
    session.destroy();
    expect(answered).toBe(status);
  });
});

describe('an offer to change the protocol', () => {
  it('is refused, but the offer of HTTP/2 is ignored', async () => {
    const upgrade = (protocol: string) =>
      send('machine', { headers: { connection: 'upgrade', upgrade: protocol } });
    expect(await upgrade('websocket')).toBe('400');
    expect(await upgrade('h2c')).toBe(data);
  });
});
