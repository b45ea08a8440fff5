import { readdir } from 'node:fs/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { cjs, invocation, startLambda, stopLambdas } from '../../testing/lambda/lambda-fixture.ts';
import { createReplaceableLambda } from './replaceable-lambda.ts';

afterEach(stopLambdas);

const start = async (handler: string) => {
  const { options, workDirectory } = await startLambda({ one: cjs(handler) });
  const lambda = createReplaceableLambda(options);
  return {
    lambda,
    replace: () => lambda.replaceFunctions(options.functions),
    answer: async () => {
      const { payload } = await lambda.invoker.invoke(invocation('one'));
      return Buffer.from(payload).toString();
    },
    folders: async () =>
      (await readdir(workDirectory)).filter((name) => name.startsWith('lambda-')),
  };
};

describe('a Lambda whose functions are replaced', () => {
  it('starts cold after each replacement, and removes the folders of earlier ones', async () => {
    const { lambda, replace, answer, folders } = await start('async () => process.pid');
    const processes = new Set<string>();
    for (let count = 0; count < 4; count += 1) {
      processes.add(await answer());
      await replace();
    }
    expect(processes.size).toBe(4);
    // An execution environment ends after its process has requested more work, so the last ones may still run.
    while ((await folders()).length > 1) await replace();
    await lambda.stop();
    expect(await folders()).toEqual([]);
  });

  it('finishes an invocation that began before several replacements', async () => {
    const { lambda, replace, answer } = await start(
      'async () => new Promise((done) => setTimeout(() => done(1), 300))',
    );
    const answered = answer();
    for (let count = 0; count < 3; count += 1) await replace();
    expect(await answered).toBe('1');
    await lambda.stop();
  });
});
