import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  call,
  invocation,
  type LambdaFixture,
  lambdaFixture,
} from '../../../testing/lambda/lambda-fixture.ts';

/** Returns how each way to a host fails. */
const handler = `
import { lookup, resolve4, Resolver } from 'node:dns';
import { lookup as lookupPromise, resolveAny, Resolver as PromiseResolver } from 'node:dns/promises';
import { request } from 'node:https';
import { promisify } from 'node:util';

const outcome = (promise) => promise.then(() => 'reached', (error) => (error.cause ?? error).message);
const get = (host) => new Promise((resolve, reject) => request('https://' + host).on('error', reject).on('response', resolve).end());

export const handler = async ({ host }) => ({
  fetched: await outcome(fetch('https://' + host)),
  requested: await outcome(get(host)),
  looked: await outcome(promisify(lookup)(host)),
  promised: await outcome(lookupPromise(host)),
  queried: await outcome(promisify(resolve4)(host)),
  queriedByPromise: await outcome(resolveAny(host)),
  resolver: await outcome(new Promise((resolve, reject) => new Resolver().resolveCname(host, (error) => error ? reject(error) : resolve()))),
  promiseResolver: await outcome(new PromiseResolver().resolve(host)),
  variable: process.env.HOPWISE_DEPLOYED_HOSTS ?? 'absent',
});
`;

let fixture: LambdaFixture;

beforeAll(async () => {
  fixture = await lambdaFixture(
    { caller: { files: { 'src/handler.mjs': handler } } },
    { baseEnvironment: { HOPWISE_DEPLOYED_HOSTS: 'acme.auth.us-east-1.amazoncognito.com' } },
  );
});
afterAll(() => fixture.stop());

const ask = async (host: string) => (await call(fixture, invocation('caller', { host }))).value;

describe('a function', () => {
  it.each([
    'ghost.auth.us-east-1.amazoncognito.com',
    'other.gateway.bedrock-agentcore.us-east-1.amazonaws.com',
    'securityhub.us-east-1.amazonaws.com',
    'SECURITYHUB.us-east-1.api.aws',
    'sts.eusc-de-east-1.amazonaws.eu',
    'sts.cn-north-1.amazonaws.com.cn.',
    's3.cn-north-1.api.amazonwebservices.com.cn',
    'us-east-1.signin.aws.amazon.com',
  ])('cannot reach %s, and learns what is deployed', async (host) => {
    const text = new RegExp(
      `ENOTFOUND ${host}: no resource .* Deployed: acme\\.auth\\.us-east-1\\.amazoncognito\\.com\\.$`,
      'i',
    );
    const found = expect.stringMatching(text);
    expect(await ask(host)).toEqual({
      fetched: found,
      requested: found,
      looked: found,
      promised: found,
      queried: found,
      queriedByPromise: found,
      resolver: found,
      promiseResolver: found,
      variable: 'absent',
    });
  });

  it('cannot reach a host of AWS by other characters of its name', async () => {
    const found = expect.stringMatching(/ENOTFOUND .*: no resource/);
    expect(await ask('sts\u3002amazonaws\uff0ecom')).toMatchObject({
      fetched: found,
      looked: found,
      promised: found,
    });
  });

  it('can look up other hosts', async () => {
    const { looked, promised } = await ask('localhost');
    expect([looked, promised]).toEqual(['reached', 'reached']);
  });
});
