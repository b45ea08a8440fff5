import { truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  cjs,
  invocation,
  type LambdaFixture,
  startLambda,
  stopLambdas,
} from '../../../testing/lambda/lambda-fixture.ts';

afterEach(stopLambdas);

const invokedIn = async (fixture: LambdaFixture) => {
  const request = { ...invocation('tool'), hop: 5, turn: 'turn-1' } as const;
  const refusal = await fixture.lambda.invoker.invoke(request).catch(({ code }) => code);
  return { refusal, decisions: fixture.decisions.all() };
};

const recorded = { hop: 5, correlationId: 'turn-1', effect: 'deny' };

describe('an execution environment that cannot be created', () => {
  it('has a decision with the reason, when the zip of the function is damaged', async () => {
    const fixture = await startLambda({ tool: cjs('async () => "done"') });
    await truncate(join(fixture.workDirectory, 'tool.zip'), 10);
    expect(await invokedIn(fixture)).toMatchObject({
      refusal: 'ServiceException',
      decisions: [{ ...recorded, code: 'ARTIFACT_UNUSABLE', by: 'The file is not a zip archive.' }],
    });
  });

  it('has a decision when the zip does not exist', async () => {
    const fixture = await startLambda({ tool: { ...cjs(''), artifactPath: '/nowhere/tool.zip' } });
    expect(await invokedIn(fixture)).toMatchObject({
      decisions: [
        { ...recorded, code: 'ARTIFACT_UNUSABLE', by: expect.stringMatching(/nowhere.*ENOENT/) },
      ],
    });
  });

  it('has a decision with another cure, when the folder of the stack cannot be written', async () => {
    const fixture = await startLambda({ tool: cjs('async () => "done"') });
    const workDirectory = join(fixture.workDirectory, 'file');
    await writeFile(workDirectory, '');
    const other = await startLambda(
      { tool: cjs('async () => "done"') },
      { workDirectory, functions: fixture.options.functions },
    );
    expect(await invokedIn(other)).toMatchObject({
      refusal: 'ServiceException',
      decisions: [{ ...recorded, code: 'ARTIFACT_NOT_WRITTEN' }],
    });
  });

  it('has no decision when it is created', async () => {
    const fixture = await startLambda({ tool: cjs('async () => "done"') });
    expect((await invokedIn(fixture)).decisions).toEqual([]);
  });
});
