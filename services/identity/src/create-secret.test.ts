import { afterEach, describe, expect, it } from '@jest/globals';
import {
  clientId,
  openBench,
  type RotationBench,
  seeded,
  tokenOf,
} from './testing/rotation-bench.ts';

let bench: RotationBench;
afterEach(() => bench.close());

const add = () => bench.cognito.cognito.admin.addClientSecret(clientId);

describe('createSecret', () => {
  it('stores what Cognito generated beside what the owner keeps in the secret', async () => {
    bench = await openBench({ secretString: JSON.stringify({ ...seeded, owner: 'security' }) });
    await bench.begin();
    await bench.run('createSecret');
    const pending = await bench.read('AWSPENDING');
    expect(pending).toEqual({
      clientId,
      clientSecret: expect.stringMatching(/^\w{24,64}$/),
      clientSecretId: bench.liveIds()[1],
      owner: 'security',
    });
    expect(await bench.isTaken(pending)).toBe(true);
    expect(await bench.read()).toEqual({ ...seeded, owner: 'security' });
  });

  it('takes the oldest secret for the one that the template wrote', async () => {
    bench = await openBench();
    bench.cognito.clock.nowSeconds += 1;
    const orphan = add();
    await bench.begin();
    await bench.run('createSecret');
    const left = { clientId, clientSecret: orphan.value };
    expect(await Promise.all([seeded, left].map(bench.isTaken))).toEqual([true, false]);
  });

  it('keeps the secret in use, whichever is older', async () => {
    bench = await openBench();
    bench.cognito.clock.nowSeconds += 1;
    const { clientSecretId, value } = add();
    const inUse = { clientId, clientSecret: value, clientSecretId };
    await bench.write(inUse);
    await bench.begin();
    await bench.run('createSecret');
    expect([await bench.isTaken(seeded), await bench.isTaken(inUse)]).toEqual([false, true]);
  });

  it('keeps the secret before, where the first value was written back over it', async () => {
    bench = await openBench();
    for (const token of [tokenOf(1), tokenOf(2)]) {
      bench.cognito.clock.nowSeconds += 1;
      await bench.begin(token);
      await bench.rotate(token);
    }
    const inUse = await bench.read();
    await bench.write(seeded);
    // The version that lost AWSCURRENT is still labelled as pending: its rotation is taken up again.
    await expect(bench.begin(tokenOf(3))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await bench.ports.versions.giveUpPending(tokenOf(2));
    await bench.begin(tokenOf(3));
    await bench.rotate(tokenOf(3));
    expect(await Promise.all([inUse, await bench.read()].map(bench.isTaken))).toEqual([true, true]);
  });

  it('gives up a pending secret that is gone, so that the next rotation succeeds', async () => {
    bench = await openBench();
    await bench.begin();
    await bench.run('createSecret');
    const { clientSecretId = '' } = await bench.read('AWSPENDING');
    bench.cognito.cognito.admin.deleteClientSecret(clientId, clientSecretId);
    await expect(bench.run('createSecret')).rejects.toMatchObject({ code: 'PENDING_SECRET_LOST' });
    await bench.begin(tokenOf(2));
    await bench.rotate(tokenOf(2));
    expect(await bench.isTaken(await bench.read())).toBe(true);
  });

  it.each(['no JSON', '[]', '{"clientId":"a"}', '{"clientId":"a","clientSecret":7}'])(
    'refuses a secret that holds %s',
    async (secretString) => {
      bench = await openBench({ secretString });
      await bench.begin();
      await expect(bench.run('createSecret')).rejects.toMatchObject({ code: 'SECRET_MALFORMED' });
      expect(bench.liveIds()).toHaveLength(1);
    },
  );
});
