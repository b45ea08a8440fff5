import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  initialSecret,
  type RotationFixture,
  rotationToken,
  secretArn,
  startFixture,
} from '../testing/rotation-fixture.ts';

let fixture: RotationFixture;
afterEach(() => fixture.close());

const steps = ['createSecret', 'setSecret', 'testSecret', 'finishSecret'];

describe('a rotation', () => {
  it('makes a new secret current and keeps the old one valid until the next rotation', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await fixture.rotate();
    const first = await fixture.read();
    expect(first).toEqual({
      clientId: initialSecret.clientId,
      clientSecret: expect.any(String),
      clientSecretId: fixture.clientSecretIds().at(-1),
    });
    expect(await fixture.read('AWSPREVIOUS')).toEqual(initialSecret);
    expect([await fixture.isAccepted(initialSecret), await fixture.isAccepted(first)]).toEqual([
      true,
      true,
    ]);

    await fixture.begin(rotationToken(2));
    await fixture.rotate(rotationToken(2));
    const second = await fixture.read();
    expect(await Promise.all([initialSecret, first, second].map(fixture.isAccepted))).toEqual([
      false,
      true,
      true,
    ]);
  });

  it('can run each step twice, and all steps again after the rotation', async () => {
    fixture = await startFixture();
    await fixture.begin();
    for (const step of steps) {
      await fixture.run(step);
      await fixture.run(step);
    }
    const current = await fixture.read();
    const live = fixture.clientSecretIds();
    fixture.calls.length = 0;
    await fixture.rotate();
    expect(fixture.calls).toEqual(steps.map(() => 'DescribeSecret'));
    expect(await fixture.read()).toEqual(current);
    expect(fixture.clientSecretIds()).toEqual(live);
  });

  it('continues after a failure of any call', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await fixture.rotate();
    const total = await callsOfSecondRotation();
    expect(total).toBeGreaterThan(10);
    for (let afterCalls = 1; afterCalls <= total; afterCalls += 1) {
      const token = rotationToken(100 + afterCalls);
      const before = await fixture.read();
      await fixture.begin(token);
      fixture.failAfter(afterCalls);
      await expect(fixture.rotate(token)).rejects.toMatchObject({ code: 'AWS_CALL_FAILED' });
      fixture.failAfter(Number.POSITIVE_INFINITY);
      await fixture.rotate(token);
      const after = await fixture.read();
      expect(after.clientSecret).not.toBe(before.clientSecret);
      expect(await Promise.all([before, after].map(fixture.isAccepted))).toEqual([true, true]);
      expect(fixture.clientSecretIds().sort()).toEqual(
        [before.clientSecretId, after.clientSecretId].sort(),
      );
    }
  });

  /** A rotation with two existing client secrets makes the most calls. */
  const callsOfSecondRotation = async (): Promise<number> => {
    await fixture.begin(rotationToken(2));
    fixture.failAfter(Number.POSITIVE_INFINITY);
    await fixture.rotate(rotationToken(2));
    return fixture.calls.length;
  };

  it('shows no secret in logs or errors', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await fixture.rotate();
    const first = await fixture.read();
    await fixture.begin(rotationToken(2));
    await fixture.run('createSecret', rotationToken(2));
    const pending = await fixture.read('AWSPENDING');
    const { admin } = fixture.cognito.cognito;
    admin.deleteClientSecret(initialSecret.clientId, pending.clientSecretId ?? '');
    const errors = [];
    for (const step of ['testSecret', 'createSecret', 'createSecret']) {
      errors.push(await fixture.run(step, rotationToken(2)).catch((error: unknown) => error));
    }
    expect(errors).toMatchObject([
      { code: 'PENDING_SECRET_REFUSED' },
      { code: 'PENDING_SECRET_LOST' },
      { code: 'VERSION_NOT_PENDING' },
    ]);
    const output = inspect([fixture.logs, errors], { depth: 12, showHidden: true });
    for (const { clientSecret } of [initialSecret, first, pending]) {
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
      { Step: 'deleteSecret', SecretId: secretArn, ClientRequestToken: rotationToken(1) },
    ],
    [
      'another secret',
      { Step: 'createSecret', SecretId: 'x', ClientRequestToken: rotationToken(1) },
    ],
    ['a short token', { Step: 'createSecret', SecretId: secretArn, ClientRequestToken: '1' }],
  ])('%s', async (_kind, event) => {
    fixture = await startFixture();
    await expect(fixture.handler(event)).rejects.toMatchObject({ code: 'EVENT_MALFORMED' });
    expect(fixture.calls).toEqual([]);
  });

  it.each(steps)('%s of a secret without rotation', async (step) => {
    fixture = await startFixture({ isRotationEnabled: false });
    await expect(fixture.run(step)).rejects.toMatchObject({ code: 'ROTATION_NOT_ENABLED' });
  });

  it.each(steps)('%s of a version that is unknown or no longer pending', async (step) => {
    fixture = await startFixture();
    await expect(fixture.run(step)).rejects.toMatchObject({
      code: 'VERSION_NOT_PENDING',
      message: 'The version of the event is not pending.',
    });
    await fixture.begin(rotationToken(1));
    await fixture.rotate(rotationToken(1));
    await fixture.begin(rotationToken(2));
    await fixture.rotate(rotationToken(2));
    await expect(fixture.run(step, rotationToken(1))).rejects.toMatchObject({
      code: 'VERSION_NOT_PENDING',
    });
    expect(fixture.clientSecretIds()).toHaveLength(2);
  });
});
