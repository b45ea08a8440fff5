import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  basic,
  machineSecret,
  type RunningCognito,
  runCognito,
} from '../../../testing/cognito/running-cognito.ts';

let running: RunningCognito;
beforeEach(async () => {
  running = await runCognito();
});
afterEach(() => running.close());

const statusWith = async (secret: string): Promise<number> => {
  const authorization = basic('machineclient', secret);
  return (await running.postToken('grant_type=client_credentials', { authorization })).status;
};

describe('the secrets of an app client', () => {
  it('are both valid until one is deleted', async () => {
    const { admin } = running.cognito;
    const added = admin.addClientSecret('machineclient');
    expect(added.clientSecretId).toBe(`machineclient--${running.clock.now()}`);
    expect([await statusWith(machineSecret), await statusWith(added.value)]).toEqual([200, 200]);
    admin.deleteClientSecret('machineclient', 'machineclient--0');
    expect([await statusWith(machineSecret), await statusWith(added.value)]).toEqual([400, 200]);
    expect(admin.listClientSecrets('machineclient')).toEqual([added]);
  });

  it('are at most two', () => {
    const { admin } = running.cognito;
    admin.addClientSecret('machineclient');
    expect(() => admin.addClientSecret('machineclient')).toThrow(
      expect.objectContaining({ code: 'LimitExceededException' }),
    );
  });

  it('cannot be deleted when only one is left', () => {
    const { admin } = running.cognito;
    expect(() => admin.deleteClientSecret('machineclient', 'machineclient--0')).toThrow(
      expect.objectContaining({ code: 'InvalidParameterException' }),
    );
  });

  it('have different ids when created in the same millisecond', () => {
    const { admin } = running.cognito;
    const first = admin.addClientSecret('machineclient');
    admin.deleteClientSecret('machineclient', 'machineclient--0');
    const second = admin.addClientSecret('machineclient');
    expect(second.clientSecretId).not.toBe(first.clientSecretId);
  });

  it.each([
    ['x'.repeat(23), false],
    ['x'.repeat(24), true],
    ['x'.repeat(64), true],
    ['x'.repeat(65), false],
    [`${'x'.repeat(24)}-`, false],
  ])('can be supplied as %s: %s', (value, accepted) => {
    const add = () => running.cognito.admin.addClientSecret('machineclient', value);
    if (accepted) {
      expect(add().value).toBe(value);
    } else {
      expect(add).toThrow(expect.objectContaining({ code: 'InvalidParameterException' }));
    }
  });

  it('must exist to be deleted, and so must their client', () => {
    const { admin } = running.cognito;
    const notFound = expect.objectContaining({ code: 'ResourceNotFoundException' });
    expect(() => admin.deleteClientSecret('machineclient', 'x')).toThrow(notFound);
    expect(() => admin.listClientSecrets('nobody')).toThrow(notFound);
  });
});
