import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  openBench,
  type RotationBench,
  secretArn,
  seeded,
  tokenOf,
} from './testing/rotation-bench.ts';

let bench: RotationBench;
afterEach(() => bench.close());

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

describe('a rotation', () => {
  it('makes a new secret current and leaves the old one valid until the next', async () => {
    bench = await openBench();
    await bench.begin();
    await bench.rotate();
    const first = await bench.read();
    expect(first).toEqual({
      clientId: seeded.clientId,
      clientSecret: expect.any(String),
      clientSecretId: bench.liveIds().at(-1),
    });
    expect(await bench.read('AWSPREVIOUS')).toEqual(seeded);
    expect([await bench.isTaken(seeded), await bench.isTaken(first)]).toEqual([true, true]);

    await bench.begin(tokenOf(2));
    await bench.rotate(tokenOf(2));
    const second = await bench.read();
    expect(await Promise.all([seeded, first, second].map(bench.isTaken))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('may run each step twice, and all of them once it is over', async () => {
    bench = await openBench();
    await bench.begin();
    for (const step of steps) {
      await bench.run(step);
      await bench.run(step);
    }
    const current = await bench.read();
    const live = bench.liveIds();
    bench.calls.length = 0;
    await bench.rotate();
    expect(bench.calls).toEqual(steps.map(() => 'DescribeSecret'));
    expect(await bench.read()).toEqual(current);
    expect(bench.liveIds()).toEqual(live);
  });

  it('is resumed where it died, after whichever call that was', async () => {
    bench = await openBench();
    await bench.begin();
    await bench.rotate();
    const total = await callsOfSecondRotation();
    expect(total).toBeGreaterThan(10);
    for (let afterCalls = 1; afterCalls <= total; afterCalls += 1) {
      const token = tokenOf(100 + afterCalls);
      const before = await bench.read();
      await bench.begin(token);
      bench.dieAfter(afterCalls);
      await expect(bench.rotate(token)).rejects.toMatchObject({ code: 'AWS_CALL_FAILED' });
      bench.dieAfter(Number.POSITIVE_INFINITY);
      await bench.rotate(token);
      const after = await bench.read();
      expect(after.clientSecret).not.toBe(before.clientSecret);
      expect(await Promise.all([before, after].map(bench.isTaken))).toEqual([true, true]);
      expect(bench.liveIds().sort()).toEqual([before.clientSecretId, after.clientSecretId].sort());
    }
  });

  /** A rotation with two live secrets makes the most calls. */
  const callsOfSecondRotation = async (): Promise<number> => {
    await bench.begin(tokenOf(2));
    bench.dieAfter(Number.POSITIVE_INFINITY);
    await bench.rotate(tokenOf(2));
    return bench.calls.length;
  };

  it('shows no secret in what it logs, or in the error of any step', async () => {
    bench = await openBench();
    await bench.begin();
    await bench.rotate();
    const first = await bench.read();
    await bench.begin(tokenOf(2));
    await bench.run('createSecret', tokenOf(2));
    const pending = await bench.read('AWSPENDING');
    const { admin } = bench.cognito.cognito;
    admin.deleteClientSecret(seeded.clientId, pending.clientSecretId ?? '');
    const errors = [];
    for (const step of ['testSecret', 'createSecret', 'createSecret']) {
      errors.push(await bench.run(step, tokenOf(2)).catch((error: unknown) => error));
    }
    expect(errors).toMatchObject([
      { code: 'PENDING_SECRET_REFUSED' },
      { code: 'PENDING_SECRET_LOST' },
      { code: 'VERSION_NOT_PENDING' },
    ]);
    const output = inspect([bench.logs, errors], { depth: 12, showHidden: true });
    for (const { clientSecret } of [seeded, first, pending]) {
      for (const text of [clientSecret, btoa(clientSecret), encodeURIComponent(clientSecret)]) {
        expect(output).not.toContain(text);
      }
    }
  });
});

describe('the handler refuses', () => {
  it.each([
    ['an event of another kind', { detail: 'x' }],
    [
      'an unknown step',
      { Step: 'deleteSecret', SecretId: secretArn, ClientRequestToken: tokenOf(1) },
    ],
    ['another secret', { Step: 'createSecret', SecretId: 'x', ClientRequestToken: tokenOf(1) }],
    ['a short token', { Step: 'createSecret', SecretId: secretArn, ClientRequestToken: '1' }],
  ])('%s', async (_kind, event) => {
    bench = await openBench();
    await expect(bench.handler(event)).rejects.toMatchObject({ code: 'EVENT_MALFORMED' });
    expect(bench.calls).toEqual([]);
  });

  it.each(steps)('%s of a secret that is not rotated', async (step) => {
    bench = await openBench({ rotates: false });
    await expect(bench.run(step)).rejects.toMatchObject({ code: 'ROTATION_NOT_ENABLED' });
  });

  it.each(steps)('%s of a version that is not known, or is not pending any more', async (step) => {
    bench = await openBench();
    await expect(bench.run(step)).rejects.toMatchObject({ code: 'VERSION_NOT_PENDING' });
    await bench.begin(tokenOf(1));
    await bench.rotate(tokenOf(1));
    await bench.begin(tokenOf(2));
    await bench.rotate(tokenOf(2));
    await expect(bench.run(step, tokenOf(1))).rejects.toMatchObject({
      code: 'VERSION_NOT_PENDING',
    });
    expect(bench.liveIds()).toHaveLength(2);
  });
});
