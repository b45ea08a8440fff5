import { afterEach, describe, expect, it } from '@jest/globals';
import {
  call,
  cjs,
  invocation,
  isRunning,
  startLambda,
  stopLambdas,
} from '../../testing/lambda/lambda-fixture.ts';

afterEach(stopLambdas);

const start = async (handler: string) => {
  const fixture = await startLambda({ one: cjs(handler) });
  const { lambda, options } = fixture;
  return {
    lambda,
    options,
    answer: async () => (await call(fixture, invocation('one'))).value,
  };
};

describe('a Lambda whose functions are replaced', () => {
  it('starts cold after each replacement', async () => {
    const { lambda, options, answer } = await start('async () => process.pid');
    const processes = new Set<number>();
    for (let count = 0; count < 4; count += 1) {
      processes.add(await answer());
      await lambda.replaceFunctions(options.functions);
    }
    expect(processes.size).toBe(4);
    expect(lambda.usage()).toEqual({ processes: 0, environments: 0 });
  });

  it('finishes an invocation that began before several replacements', async () => {
    const { lambda, options, answer } = await start(
      'async () => new Promise((done) => setTimeout(() => done(1), 300))',
    );
    const answered = answer();
    for (let count = 0; count < 3; count += 1) await lambda.replaceFunctions(options.functions);
    expect(await answered).toBe(1);
  });

  it.each(['replaceFunctions', 'recycle'] as const)(
    'leaves no process whose environment was being created during %s()',
    async (change) => {
      const { lambda, options, answer } = await start('async () => process.pid');
      const answers = [answer(), answer(), answer()];
      await lambda[change](options.functions);
      for (const pid of await Promise.all(answers)) expect(isRunning(pid)).toBe(true);
      await lambda[change](options.functions);
      for (const pid of await Promise.all(answers)) expect(isRunning(pid)).toBe(false);
      expect(lambda.usage()).toEqual({ processes: 0, environments: 0 });
    },
  );

  it('runs the new version for an invocation whose environment was being created', async () => {
    const { lambda, options, answer } = await start('async () => process.env.VERSION');
    const answered = answer();
    const functions = options.functions.map((one) => ({ ...one, environment: { VERSION: '2' } }));
    await lambda.replaceFunctions(functions);
    expect(await answered).toBe('2');
  });

  it('ends the environments of a function that no longer exists, and finds the function no longer', async () => {
    const { lambda, options, answer } = await start('async () => process.pid');
    const pid = await answer();
    await lambda.replaceFunctions([]);
    expect(isRunning(pid)).toBe(false);
    await expect(answer()).rejects.toMatchObject({ code: 'ResourceNotFoundException' });
    await lambda.replaceFunctions(options.functions);
    expect(await answer()).not.toBe(pid);
  });
});
