import { afterEach, describe, expect, it } from '@jest/globals';
import { openBench, type RotationBench, seeded } from './testing/rotation-bench.ts';

let bench: RotationBench;
afterEach(() => bench.close());

describe('finishSecret', () => {
  it('makes the pending version the current one, and the current one the previous', async () => {
    bench = await openBench();
    await bench.begin();
    await bench.run('createSecret');
    const pending = await bench.read('AWSPENDING');
    await bench.run('finishSecret');
    expect(await bench.read()).toEqual(pending);
    expect(await bench.read('AWSPREVIOUS')).toEqual(seeded);
  });

  it('refuses a version without a value', async () => {
    bench = await openBench();
    await bench.begin();
    await expect(bench.run('finishSecret')).rejects.toMatchObject({ code: 'VERSION_NOT_PENDING' });
    expect(await bench.read()).toEqual(seeded);
  });
});
