import { afterEach, describe, expect, it } from '@jest/globals';
import {
  clientId,
  initialSecret,
  type RotationFixture,
  rotationToken,
  startFixture,
} from '../testing/rotation-fixture.ts';

let fixture: RotationFixture;
afterEach(() => fixture.close());

const add = () => fixture.cognito.cognito.admin.addClientSecret(clientId);

describe('createSecret', () => {
  it('stores the generated client secret, and keeps other keys of the secret', async () => {
    fixture = await startFixture({
      secretString: JSON.stringify({ ...initialSecret, owner: 'security' }),
    });
    await fixture.begin();
    await fixture.run('createSecret');
    const pending = await fixture.read('AWSPENDING');
    expect(pending).toEqual({
      clientId,
      clientSecret: expect.stringMatching(/^\w{24,64}$/),
      clientSecretId: fixture.clientSecretIds()[1],
      owner: 'security',
    });
    expect(await fixture.isAccepted(pending)).toBe(true);
    expect(await fixture.read()).toEqual({ ...initialSecret, owner: 'security' });
  });

  it('assumes that the oldest client secret is the one from the template', async () => {
    fixture = await startFixture();
    fixture.cognito.clock.nowSeconds += 1;
    const orphan = add();
    await fixture.begin();
    await fixture.run('createSecret');
    const left = { clientId, clientSecret: orphan.value };
    expect(await Promise.all([initialSecret, left].map(fixture.isAccepted))).toEqual([true, false]);
  });

  it('keeps the client secret in use even if it is not the oldest', async () => {
    fixture = await startFixture();
    fixture.cognito.clock.nowSeconds += 1;
    const { clientSecretId, value } = add();
    const inUse = { clientId, clientSecret: value, clientSecretId };
    await fixture.write(inUse);
    await fixture.begin();
    await fixture.run('createSecret');
    expect([await fixture.isAccepted(initialSecret), await fixture.isAccepted(inUse)]).toEqual([
      false,
      true,
    ]);
  });

  it('keeps the previous client secret when the first value was written back', async () => {
    fixture = await startFixture();
    for (const token of [rotationToken(1), rotationToken(2)]) {
      fixture.cognito.clock.nowSeconds += 1;
      await fixture.begin(token);
      await fixture.rotate(token);
    }
    const inUse = await fixture.read();
    await fixture.write(initialSecret);
    // The version that lost AWSCURRENT still has the label AWSPENDING, which blocks the next rotation.
    await expect(fixture.begin(rotationToken(3))).rejects.toMatchObject({
      name: 'InvalidRequestException',
    });
    await fixture.ports.versions.cancelPending(rotationToken(2));
    await fixture.begin(rotationToken(3));
    await fixture.rotate(rotationToken(3));
    expect(await Promise.all([inUse, await fixture.read()].map(fixture.isAccepted))).toEqual([
      true,
      true,
    ]);
  });

  it('cancels a rotation whose client secret was deleted, so that the next rotation succeeds', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await fixture.run('createSecret');
    const { clientSecretId = '' } = await fixture.read('AWSPENDING');
    fixture.cognito.cognito.admin.deleteClientSecret(clientId, clientSecretId);
    await expect(fixture.run('createSecret')).rejects.toMatchObject({
      code: 'PENDING_SECRET_LOST',
    });
    await fixture.begin(rotationToken(2));
    await fixture.rotate(rotationToken(2));
    expect(await fixture.isAccepted(await fixture.read())).toBe(true);
  });

  it.each(['no JSON', '[]', '{"clientId":"a"}', '{"clientId":"a","clientSecret":7}'])(
    'refuses a secret with the value %s',
    async (secretString) => {
      fixture = await startFixture({ secretString });
      await fixture.begin();
      await expect(fixture.run('createSecret')).rejects.toMatchObject({ code: 'SECRET_MALFORMED' });
      expect(fixture.clientSecretIds()).toHaveLength(1);
    },
  );
});
