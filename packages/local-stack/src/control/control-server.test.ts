import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { faultStates } from '@hopwise/contracts/faults';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { controlOptions } from '../../testing/control-options.ts';
import { cjs, type LambdaFixture, lambdaFixture } from '../../testing/lambda/lambda-fixture.ts';
import { createDecisionRecord } from '../decisions/decision-record.ts';
import { createChangeQueue } from '../edits/change-queue.ts';
import { createFaults } from '../faults/create-faults.ts';
import type { FaultPorts } from '../faults/fault-switch.ts';
import { type LoopbackServer, listenOnLoopback } from '../http/loopback-server.ts';
import { TemplateError } from '../template/template-error.ts';
import { createControlServer } from './control-server.ts';

const decisions = createDecisionRecord({ now: () => 0 });
const decision = {
  hop: 3,
  credential: 'iam',
  principal: 'p',
  action: 'a',
  resource: 'r',
  effect: 'allow',
  by: 'b',
  ms: 1,
} as const;
decisions.add({ ...decision, correlationId: 'turn-1' });
decisions.add({ ...decision, correlationId: 'turn-2' });

const redeployed: string[] = [];
const faults = createFaults({
  switches: [
    { name: 'a-fault', hop: 5, seen: 'Nothing.', outcome: 'breaks', template: () => undefined },
    { name: 'impossible', hop: 6, seen: 'Nothing.', outcome: 'breaks', template: refuse },
  ],
  ports: {} as FaultPorts,
  inOrder: createChangeQueue(),
  redeploy: async () => {
    faults.applyTo({ Resources: {} });
    redeployed.push('stack');
  },
  templates: () => ({ unedited: { Resources: {} }, edited: { Resources: {} } }),
  recycle: () => Promise.resolve(),
});

function refuse(): never {
  throw new TemplateError('It cannot be combined.');
}

let server: LoopbackServer;
let stops = 0;
let address: string | undefined;

let lambda: LambdaFixture;

beforeAll(async () => {
  lambda = await lambdaFixture({ fn: { ...cjs('async () => 1'), environment: { A: 'b' } } });
});
afterAll(() => lambda.stop());

beforeEach(async () => {
  stops = 0;
  server = await listenOnLoopback(
    createControlServer(
      controlOptions({
        environment: () => ({ API_URL: 'http://127.0.0.1:1/local' }),
        functionEnvironment: lambda.lambda.functionEnvironment,
        decisions,
        faults,
        template: () => ({ Resources: { Here: { Type: 'A::B::C' } } }),
        sources: async () => ({ state: 'changed', changed: ['serverless.yml'] }),
        pageAddress: () => address,
        onStop: () => {
          stops += 1;
        },
      }),
    ),
    0,
  );
});

afterEach(() => server.close());

type Sent = { readonly method?: string; readonly headers?: Record<string, string> };

const send = (path: string, { method = 'GET', headers = {} }: Sent = {}) =>
  new Promise<{ status: number; body: unknown }>((resolve, reject) => {
    const sent = request(
      `${server.origin}${path}`,
      { method, headers: { authorization: 'Bearer control-token', ...headers } },
      async (response) => {
        const text = (await response.toArray()).join('');
        resolve({ status: response.statusCode ?? 0, body: JSON.parse(text) });
      },
    );
    sent.once('error', reject).end();
  });

describe('the control server', () => {
  it('returns the environment, the decisions of a turn, and the environment of a function', async () => {
    expect((await send('/env')).body).toEqual({ API_URL: 'http://127.0.0.1:1/local' });
    expect((await send('/decisions?correlationId=turn-2')).body).toEqual([
      { ...decision, correlationId: 'turn-2', at: '1970-01-01T00:00:00.000Z' },
    ]);
    expect((await send('/decisions')).body).toHaveLength(2);
    expect((await send('/functions/fn/environment')).body).toMatchObject({
      A: 'b',
      AWS_LAMBDA_FUNCTION_NAME: 'fn',
    });
  });

  it('names a function that does not exist, and fails for one whose role Lambda cannot assume', async () => {
    expect(await send('/functions/other%2Fone/environment')).toEqual({
      status: 404,
      body: { message: 'Function not found: other/one' },
    });
    lambda.denied.add('sts:AssumeRole');
    expect((await send('/functions/fn/environment')).status).toBe(500);
    lambda.denied.clear();
  });

  it('refuses a malformed percent-escape', async () => {
    expect((await send('/functions/%E0%A4%A/environment')).status).toBe(400);
  });

  it('lists faults and switches them on and off', async () => {
    const fault = { name: 'a-fault', hop: 5, seen: 'Nothing.', outcome: 'breaks' };
    const stateOf = async (method: string, path: string) => {
      const { status, body } = await send(path, { method });
      return [status, faultStates.parse(body)[0]];
    };
    expect(await stateOf('GET', '/faults')).toEqual([200, { ...fault, on: false }]);
    expect(await stateOf('PUT', '/faults/a-fault')).toEqual([200, { ...fault, on: true }]);
    expect(await stateOf('PUT', '/faults/a-fault')).toEqual([200, { ...fault, on: true }]);
    expect(await stateOf('DELETE', '/faults/a-fault')).toEqual([200, { ...fault, on: false }]);
    expect(redeployed).toHaveLength(2);
  });

  it('suggests fault names, and says why a fault cannot be switched on', async () => {
    expect(await send('/faults/a-falt', { method: 'PUT' })).toEqual({
      status: 404,
      body: {
        message: 'There is no fault a-falt. Did you mean a-fault? `hopwise faults` lists all.',
      },
    });
    expect(await send('/faults/impossible', { method: 'PUT' })).toEqual({
      status: 409,
      body: { message: 'It cannot be combined.' },
    });
    expect((await send('/faults')).body).toContainEqual(
      expect.objectContaining({ name: 'impossible', on: false }),
    );
  });

  it('returns the deployed template', async () => {
    expect((await send('/template')).body).toEqual({ Resources: { Here: { Type: 'A::B::C' } } });
  });

  it('compares the stack with the files of the service', async () => {
    const sources = { state: 'changed', changed: ['serverless.yml'] };
    expect((await send('/sources')).body).toEqual(sources);
  });

  it('creates an address of the page, if there is a page', async () => {
    address = 'http://127.0.0.1:1/#code=c';
    expect(await send('/page-address', { method: 'POST' })).toEqual({
      status: 200,
      body: { address },
    });
    expect((await send('/page-address')).status).toBe(404);
    address = undefined;
    expect((await send('/page-address', { method: 'POST' })).status).toBe(404);
  });

  it('stops after the answer is sent', async () => {
    expect((await send('/stop', { method: 'POST' })).status).toBe(202);
    expect(stops).toBe(1);
    expect((await send('/stop')).status).toBe(404);
    expect(stops).toBe(1);
  });

  it('proves that it knows the token, and tells nothing else without it', async () => {
    const withoutToken = { headers: { authorization: '' } };
    const nonce = 'n'.repeat(43);
    expect(await send(`/proof?nonce=${nonce}`, withoutToken)).toEqual({
      status: 200,
      body: createHmac('sha256', 'control-token')
        .update(`hopwise control ${nonce}`)
        .digest('base64url'),
    });
    for (const query of ['', '?nonce=', '?nonce=short', `?nonce=${'n'.repeat(44)}`]) {
      expect((await send(`/proof${query}`, withoutToken)).status).toBe(400);
    }
    expect((await send('/proof', { ...withoutToken, method: 'POST' })).status).toBe(401);
  });

  it.each([
    ['no token', { authorization: '' }, 401],
    ['a wrong token', { authorization: 'Bearer control-tokem' }, 401],
    ['a page of another origin', { origin: 'http://127.0.0.1:8080' }, 403],
    ['a rebound host name', { host: 'evil.example:80' }, 421],
  ])('refuses %s', async (_name, headers, status) => {
    expect((await send('/env', { headers })).status).toBe(status);
  });
});
