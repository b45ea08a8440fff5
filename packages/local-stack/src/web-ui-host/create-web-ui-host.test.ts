import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { faultStates } from '@hopwise/contracts/faults';
import { doctorReport } from '@hopwise/contracts/finding';
import { webUiConfig } from '@hopwise/contracts/web-ui-config';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { runStack } from '../../testing/running-stack.ts';
import type { LocalStack } from '../start-local-stack.ts';
import type { WebUiBuild } from './web-ui.ts';

let stack: LocalStack;
let directory: string;
let build: WebUiBuild;
let asked: unknown[] = [];

beforeAll(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'hopwise-page-')), 'dist');
  await mkdir(join(directory, 'assets'), { recursive: true });
  await writeFile(join(directory, 'index.html'), '<!doctype html><title>Page</title>');
  await writeFile(join(directory, 'assets/main-abc.js'), 'export {}');
  await writeFile(join(directory, '..', 'beside.txt'), 'not part of the page');
  stack = await runStack({
    webUi: {
      build: () => build,
      diagnose: async (hop) => {
        asked.push(hop);
        return { target: 'here', checked: [], findings: [] };
      },
    },
  });
});
afterAll(async () => {
  await stack.stop();
  await rm(join(directory, '..'), { recursive: true });
});
beforeEach(() => {
  build = { state: 'built', directory };
  asked = [];
});

const origin = () => stack.endpoints.webUi ?? '';

type Sent = { readonly method?: string; readonly headers?: Record<string, string> };

/** Sends the request as a browser does: `fetch` would normalize the path and set the host itself. */
const send = (path: string, { method = 'GET', headers = {} }: Sent = {}) =>
  new Promise<{ status: number; headers: Headers; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(origin());
    const sent = request({ hostname, port, path, method, headers }, async (response) => {
      const body = (await response.toArray()).join('');
      resolve({
        status: response.statusCode ?? 0,
        headers: new Headers(response.headers as Record<string, string>),
        body,
      });
    });
    sent.once('error', reject).end();
  });

const fromPage = { 'sec-fetch-site': 'same-origin' };

describe('the page', () => {
  it.each(['/', '/posture', '/findings/API_OPEN?x=1'])('is served at %s', async (path) => {
    const { status, headers, body } = await send(path);
    expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers.get('cache-control')).toBe('no-cache');
    expect(body).toContain('<title>Page');
  });

  it('serves its files, and lets browsers keep hashed files permanently', async () => {
    const { status, headers, body } = await send('/assets/main-abc.js');
    expect([status, body]).toEqual([200, 'export {}']);
    expect(headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(headers.get('cache-control')).toContain('immutable');
    const again = await send('/assets/main-abc.js', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([again.status, again.body]).toEqual([304, '']);
    const small = await send('/assets/main-abc.js', { headers: { 'accept-encoding': 'br, gzip' } });
    expect(small.headers.get('content-encoding')).toBe('gzip');
  });

  it.each([
    '/../beside.txt',
    '/%2e%2e/beside.txt',
    '/assets/..%2f..%2fbeside.txt',
    '/assets/%00.js',
    '/assets/%zz.js',
    '/nothing.js',
  ])('serves no file outside the page at %s', async (path) => {
    const { status, body } = await send(path);
    expect(status).toBe(404);
    expect(body).not.toContain('not of the page');
  });

  it('allows only its own scripts and styles, and connections to itself and the API', async () => {
    const { headers } = await send('/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain(`connect-src 'self' ${new URL(stack.endpoints.api).origin};`);
    expect(policy).not.toMatch(/unsafe|\*|data:|https:/);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('says that it is being built and reloads, then shows the build error', async () => {
    build = { state: 'building' };
    const building = await send('/');
    expect([building.status, building.headers.get('refresh')]).toEqual([503, '1']);
    expect(building.body).toContain('is being built');
    build = { state: 'failed', detail: 'app.tsx: <Chat> is not defined' };
    const failed = await send('/');
    expect([failed.status, failed.headers.get('refresh')]).toEqual([503, null]);
    expect(failed.body).toContain('app.tsx: &lt;Chat&gt; is not defined');
  });

  it('is served only under its own host name and only for GET and HEAD', async () => {
    expect((await send('/', { headers: { host: 'evil.example' } })).status).toBe(421);
    expect((await send('/', { method: 'POST' })).status).toBe(405);
    expect((await send('/', { method: 'HEAD' })).body).toBe('');
    expect((await send('//')).status).toBe(400);
  });

  it('gets the address of the API, which allows its origin', async () => {
    const config = webUiConfig.parse(JSON.parse((await send('/config.json')).body));
    expect(config).toEqual({
      stage: 'local',
      apiUrl: stack.endpoints.api,
      signIn: null,
      local: {},
    });
    const preflight = await fetch(`${config.apiUrl}/chat`, { method: 'OPTIONS' });
    expect(preflight.headers.get('access-control-allow-origin')).toBe(origin());
  });
});

describe('the /local/ routes of the page', () => {
  it('switch faults and list decisions', async () => {
    const on = await send('/local/faults/invoke-agent-denied', {
      method: 'PUT',
      headers: fromPage,
    });
    const isOn = (body: string) =>
      faultStates.parse(JSON.parse(body)).find(({ name }) => name === 'invoke-agent-denied')?.on;
    expect(isOn(on.body)).toBe(true);
    await send('/local/faults/invoke-agent-denied', { method: 'DELETE', headers: fromPage });
    expect(isOn((await send('/local/faults', { headers: fromPage })).body)).toBe(false);
    const decisions = await send('/local/decisions?correlationId=none', { headers: fromPage });
    expect(JSON.parse(decisions.body)).toEqual([]);
  });

  it('run the doctor for one hop or for all', async () => {
    doctorReport.parse(
      JSON.parse((await send('/local/diagnosis?hop=6', { headers: fromPage })).body),
    );
    await send('/local/diagnosis', { headers: fromPage });
    expect(asked).toEqual([6, undefined]);
    expect((await send('/local/diagnosis?hop=8', { headers: fromPage })).status).toBe(400);
  });

  it.each([
    ['a page of another origin', { ...fromPage, origin: 'http://evil.example' }],
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this machine', { 'sec-fetch-site': 'same-site' }],
    ['no browser', {}],
  ])('refuse %s', async (_name, headers) => {
    const put = { method: 'PUT', headers };
    expect((await send('/local/faults/invoke-agent-denied', put)).status).toBe(403);
    expect((await send('/local/decisions', { headers })).status).toBe(403);
  });

  it.each([
    ['PUT', '/local/faults/no-such-fault', 404],
    ['PUT', '/local/faults/%zz', 400],
    ['POST', '/local/faults/invoke-agent-denied', 404],
    ['GET', '/local/nothing', 404],
  ])('answer %s %s with %d', async (method, path, status) => {
    expect((await send(path, { method, headers: fromPage })).status).toBe(status);
  });
});

describe('the page of a stage that requires a token', () => {
  it('gets the sign-in settings', async () => {
    const closed = await runStack({ stage: 'dev', webUi: { build: () => build } });
    try {
      const response = await fetch(`${closed.endpoints.webUi}/config.json`);
      const { signIn } = webUiConfig.parse(await response.json());
      expect(signIn).toEqual({
        authority: closed.endpoints.issuer,
        clientId: expect.any(String),
        domainUrl: new URL(closed.endpoints.tokenEndpoint).origin,
        scopes: ['openid', 'hopwise/chat'],
      });
      const policy = response.headers.get('content-security-policy');
      expect(policy).toContain(new URL(closed.endpoints.issuer).origin);
    } finally {
      await closed.stop();
    }
  });
});

/** Another loopback address represents another machine. */
const otherAddress = '127.0.0.2';

describe('a page that other machines can reach', () => {
  it('gets the API address that other machines use, and has no /local/ routes', async () => {
    const reachable = await runStack({ host: otherAddress, webUi: { build: () => build } });
    try {
      const { webUi = '', api, aws, gateway, issuer, tokenEndpoint } = reachable.endpoints;
      expect([webUi, api].map((url) => new URL(url).hostname)).toEqual([
        otherAddress,
        otherAddress,
      ]);
      for (const url of [aws, gateway, issuer, tokenEndpoint, reachable.state.controlUrl]) {
        expect(new URL(url).hostname).toBe('127.0.0.1');
      }
      const config = webUiConfig.parse(await (await fetch(`${webUi}/config.json`)).json());
      expect(config).toEqual({ stage: 'local', apiUrl: api, signIn: null, local: null });
      const faults = await fetch(`${webUi}/local/faults`, { headers: fromPage });
      expect(faults.headers.get('content-type')).not.toContain('json');
      expect((await fetch(`${api}/health`)).status).toBe(200);
    } finally {
      await reachable.stop();
    }
  });
});
