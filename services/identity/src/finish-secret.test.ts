import { afterEach, describe, expect, it } from '@jest/globals';
import { initialSecret, type RotationFixture, startFixture } from '../testing/rotation-fixture.ts';

let fixture: RotationFixture;
afterEach(() => fixture.close());

describe('finishSecret', () => {
  it('makes the pending version current, and the current version previous', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await fixture.run('createSecret');
    const pending = await fixture.read('AWSPENDING');
    await fixture.run('finishSecret');
    expect(await fixture.read()).toEqual(pending);
    expect(await fixture.read('AWSPREVIOUS')).toEqual(initialSecret);
  });

  it('refuses a version without a value', async () => {
    fixture = await startFixture();
    await fixture.begin();
    await expect(fixture.run('finishSecret')).rejects.toMatchObject({
      code: 'VERSION_NOT_PENDING',
    });
    expect(await fixture.read()).toEqual(initialSecret);
  });
});
