import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  initialSecret,
  type RotationFixture,
  rotationToken,
  startFixture,
} from '../testing/rotation-fixture.ts';
import { testSecret } from './test-secret.ts';

let fixture: RotationFixture;
beforeEach(async () => {
  fixture = await startFixture();
});
afterEach(() => fixture.close());

const rotation = {
  versionId: rotationToken(1),
  description: { rotationEnabled: true, labels: {} },
};

describe('testSecret', () => {
  it('requests a token with the pending secret', async () => {
    await fixture.begin();
    await fixture.run('createSecret');
    await fixture.run('testSecret');
    const decisions = fixture.cognito.decisions.all();
    expect(decisions.map(({ effect }) => effect)).toEqual(['allow']);
    expect(fixture.pausesMs).toEqual([]);
  });

  it('requests a token with the current secret when no version is pending', async () => {
    await fixture.begin();
    await fixture.run('testSecret');
    expect(fixture.cognito.decisions.all()).toHaveLength(1);
    expect(await fixture.read()).toEqual(initialSecret);
  });

  it('retries while the issuer does not accept the client secret yet', async () => {
    let refusals = 2;
    const requestToken = async (): Promise<void> => {
      refusals -= 1;
      if (refusals >= 0) throw new Error('invalid_client');
    };
    await testSecret(rotation, { ...fixture.ports, requestToken });
    expect(fixture.pausesMs).toEqual([1_000, 2_000]);
  });

  it('fails after four attempts', async () => {
    const refusal = new Error('invalid_client');
    const requestToken = () => Promise.reject(refusal);
    await expect(testSecret(rotation, { ...fixture.ports, requestToken })).rejects.toMatchObject({
      code: 'PENDING_SECRET_REFUSED',
      cause: refusal,
    });
    expect(fixture.pausesMs).toEqual([1_000, 2_000, 4_000]);
  });
});
