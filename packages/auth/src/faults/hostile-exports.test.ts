import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hostileParameters } from '../../testing/hostile-calls.ts';
import { type Call, validCalls } from '../../testing/valid-calls.ts';
import { settled } from '../../testing/wait-until.ts';
import { AwsConnectionError, AwsServiceError } from '../aws/aws-service-error.ts';
import { AuthError, authErrorCodes, failureCause, isInstance } from '../errors/auth-error.ts';

const folder = new URL('../../', import.meta.url);
const { exports }: { readonly exports: Readonly<Record<string, string>> } = JSON.parse(
  readFileSync(new URL('package.json', folder), 'utf8'),
);
const modules: readonly object[] = await Promise.all(
  Object.values(exports).map((path) => import(new URL(path, folder).href)),
);
const exported = new Map(
  modules
    .flatMap((module) => Object.entries(module))
    .filter(([, member]) => typeof member === 'function'),
);

const isClass = (value: unknown): boolean =>
  /^class\b/.test(Function.prototype.toString.call(value));

/** Whether an error is one that the README or a docstring of this library documents. */
const isDocumented = (error: unknown): boolean =>
  isInstance(error, AuthError)
    ? authErrorCodes.includes(error.code) && error.message.startsWith(`${error.code}: `)
    : isInstance(error, AwsServiceError) ||
      isInstance(error, AwsConnectionError) ||
      failureCause(error).name === 'CredentialsProviderError';

/** A hostile value, which the test runner cannot print. */
const stackOf = (error: unknown): string =>
  isInstance(error, Error) ? `${error.stack}` : failureCause(error).name;

/** Runs calls one after the other. Ends at the first that fails, and at an object without the method. */
const run = async (name: string, calls: readonly Call[]): Promise<void> => {
  let first: unknown;
  for (const { parameters, method, of = () => first } of calls) {
    if (method === undefined) {
      const create = exported.get(name);
      first = isClass(create)
        ? Reflect.construct(create, parameters)
        : Reflect.apply(create, undefined, parameters);
      if (calls.length === 1) await first;
      continue;
    }
    const target: unknown = of();
    const called: unknown = Object(target)[method];
    if (typeof called !== 'function') return;
    await Reflect.apply(called, target, parameters);
  }
};

describe('the exported functions, called by untyped code', () => {
  const rejections: unknown[] = [];
  const onRejection = (reason: unknown) => rejections.push(reason);
  const env = { ...process.env };
  beforeAll(() => {
    process.on('unhandledRejection', onRejection);
    // Where an option is missing, these variables count. Nothing listens on port 1.
    Object.assign(process.env, {
      AWS_REGION: 'us-east-1',
      AWS_ENDPOINT_URL: 'http://127.0.0.1:1',
      AWS_ACCESS_KEY_ID: 'ASIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'example',
    });
  });
  afterAll(() => {
    process.off('unhandledRejection', onRejection);
    process.env = env;
  });

  it('each have valid calls', () => {
    expect(Object.keys(validCalls).toSorted()).toEqual([...exported.keys()].toSorted());
  });

  it.each(Object.entries(validCalls))('%s succeeds for valid calls', async (name, create) => {
    await run(name, create());
  });

  it.each(
    Object.entries(validCalls).flatMap(([name, create]) =>
      create().map(
        ({ method = '' }, index) => [`${name} ${method}`.trim(), { name, index, create }] as const,
      ),
    ),
  )('%s fails with a documented error at most', async (_title, { name, index, create }) => {
    const hostile = hostileParameters(() => create()[index]?.parameters ?? []);
    const property = fc.asyncProperty(hostile, async (parametersOf) => {
      const calls = create();
      const parameters = parametersOf();
      const changed = calls.map((call, at) =>
        at === index ? { ...call, parameters: Object.values(Object(parameters)) } : call,
      );
      try {
        await run(name, changed);
      } catch (error) {
        if (!isDocumented(error)) throw new Error(`undocumented: ${stackOf(error)}`);
      }
    });
    await fc.assert(property, { numRuns: 200 });
    await settled();

    expect(rejections.splice(0).map(stackOf)).toEqual([]);
  });
});
