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

/** The cookie of a browser that has opened an address of the page. */
let cookie = '';

const codeOf = (address: string | undefined): string => address?.split('#code=')[1] ?? '';

type Sent = {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string;
};

/** Sends the request as a browser does: `fetch` would normalize the path and set the host itself. */
const send = (path: string, { method = 'GET', headers = {}, body: sentBody = '' }: Sent = {}) =>
  new Promise<{ status: number; headers: Headers; body: string }>((resolve, reject) => {
    const { hostname, port } = new URL(origin());
    const all = { cookie, ...headers };
    const sent = request({ hostname, port, path, method, headers: all }, async (response) => {
      const body = (await response.toArray()).join('');
      resolve({
        status: response.statusCode ?? 0,
        headers: new Headers(response.headers as Record<string, string>),
        body,
      });
    });
    sent.once('error', reject).end(sentBody);
  });

const fromPage = { 'sec-fetch-site': 'same-origin' };

const exchange = (code: string, headers: Record<string, string> = fromPage) =>
  send('/local/session', { method: 'POST', headers: { cookie: '', ...headers }, body: code });

beforeAll(async () => {
  const { headers } = await exchange(codeOf(stack.pageAddress()));
  cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
});

describe('the access to the page', () => {
  it('is a cookie that scripts cannot read and other sites do not send', async () => {
    const { status, headers } = await exchange(codeOf(stack.pageAddress()));
    expect(status).toBe(200);
    expect(headers.get('set-cookie')).toMatch(
      /^hopwise-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
  });

  it('needs a code that is unused', async () => {
    const code = codeOf(stack.pageAddress());
    expect((await exchange(code)).status).toBe(200);
    const again = await exchange(code);
    expect([again.status, again.headers.get('set-cookie')]).toEqual([401, null]);
    expect(again.body).toContain('./hopwise page');
  });

  it('stays with a browser that opens its address again', async () => {
    const code = codeOf(stack.pageAddress());
    await exchange(code);
    expect((await exchange(code, { ...fromPage, cookie })).status).toBe(200);
  });

  it.each([
    ['an empty code', () => ''],
    ['a part of a code', () => codeOf(stack.pageAddress()).slice(0, -1)],
    ['a code with a suffix', () => `${codeOf(stack.pageAddress())}x`],
    ['the control token', () => stack.state.controlToken],
    ['a long text', () => 'x'.repeat(5_000)],
  ])('is refused for %s', async (_name, code) => {
    const { status, headers } = await exchange(code());
    expect([status, headers.get('set-cookie')]).toEqual([401, null]);
  });

  it.each(['same-site', 'cross-site', 'none'])('is refused to a page that is %s', async (site) => {
    const { status } = await exchange(codeOf(stack.pageAddress()), { 'sec-fetch-site': site });
    expect(status).toBe(403);
  });

  it.each([
    ['no cookie', () => ''],
    ['another cookie', () => `${cookie.split('=')[0]}=${'x'.repeat(43)}`],
    ['a part of the cookie', () => cookie.slice(0, -1)],
    ["another stack's cookie", () => cookie.replace(/^hopwise-\d+/, 'hopwise-1')],
    ['the code as the cookie', () => `${cookie.split('=')[0]}=${codeOf(stack.pageAddress())}`],
  ])('is refused with %s', async (_name, value) => {
    const headers = { ...fromPage, cookie: value() };
    for (const path of ['/local/faults', '/local/decisions', '/local/turns/turn-0001']) {
      expect([path, (await send(path, { headers })).status]).toEqual([path, 401]);
    }
    const put = { method: 'PUT', headers };
    expect((await send('/local/faults/invoke-agent-denied', put)).status).toBe(401);
    for (const path of ['/', '/index.html', '/posture', '/turns/turn-0001']) {
      const { status, body } = await send(path, { headers });
      expect([path, status]).toEqual([path, 200]);
      expect(body).toContain('./hopwise page');
      expect(body).not.toContain('<title>Page');
    }
  });

  it('is known to the door, which reads it without an error in the console', async () => {
    const statusAndBody = async (cookies: string) => {
      const { status, body } = await send('/local/session', {
        headers: { ...fromPage, cookie: cookies },
      });
      return [status, JSON.parse(body)];
    };
    expect(await statusAndBody('')).toEqual([200, { access: false }]);
    expect(await statusAndBody(cookie)).toEqual([200, { access: true }]);
    expect((await send('/favicon.ico', { headers: { cookie: '' } })).status).toBe(200);
  });

  it('works beside the cookies of other programs', async () => {
    const headers = { ...fromPage, cookie: `a=b; ${cookie}; c=d` };
    expect((await send('/local/faults', { headers })).status).toBe(200);
  });

  it('is asked for by a script of the page itself', async () => {
    const { body } = await send('/', { headers: { cookie: '' } });
    const script = /src="([^"]+)"/.exec(body)?.[1] ?? '';
    const { status, headers } = await send(script, { headers: { ...fromPage, cookie: '' } });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/javascript; charset=utf-8']);
  });
});

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
    expect([building.status, building.headers.get('refresh')]).toEqual([200, '1']);
    expect((await send('/assets/main-abc.js')).status).toBe(503);
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
    ['a page of another port', { ...fromPage, origin: 'http://127.0.0.1:1' }],
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
      expect(reachable.pageAddress()).toBe(webUi);
      expect((await fetch(`${api}/health`)).status).toBe(200);
    } finally {
      await reachable.stop();
    }
  });
});
