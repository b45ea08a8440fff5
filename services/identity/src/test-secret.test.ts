import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { testSecret } from './test-secret.ts';
import { openBench, type RotationBench, seeded, tokenOf } from './testing/rotation-bench.ts';

let bench: RotationBench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

const rotation = { versionId: tokenOf(1), description: { rotationEnabled: true, labels: {} } };

describe('testSecret', () => {
  it('asks for a token with the pending secret', async () => {
    await bench.begin();
    await bench.run('createSecret');
    await bench.run('testSecret');
    const decisions = bench.cognito.decisions.all();
    expect(decisions.map(({ effect }) => effect)).toEqual(['allow']);
    expect(bench.pausesMs).toEqual([]);
  });

  it('asks with the current one where the configuration alone is tested', async () => {
    await bench.begin();
    await bench.run('testSecret');
    expect(bench.cognito.decisions.all()).toHaveLength(1);
    expect(await bench.read()).toEqual(seeded);
  });

  it('has patience with a secret that is not known everywhere yet', async () => {
    let refusals = 2;
    const requestToken = async (): Promise<void> => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('invalid_client');
    };
    await testSecret(rotation, { ...bench.ports, requestToken });
    expect(bench.pausesMs).toEqual([1_000, 2_000]);
  });

  it('fails after four attempts', async () => {
    const refusal = new Error('invalid_client');
    const requestToken = () => Promise.reject(refusal);
    await expect(testSecret(rotation, { ...bench.ports, requestToken })).rejects.toMatchObject({
      code: 'PENDING_SECRET_REFUSED',
      cause: refusal,
    });
    expect(bench.pausesMs).toEqual([1_000, 2_000, 4_000]);
  });
});
