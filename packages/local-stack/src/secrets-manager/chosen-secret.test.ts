import { describe, expect, it } from '@jest/globals';
import { startEndpoint } from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { runService } from '../../testing/aws-service/run-service.ts';
import type { DeployedSecret } from './deployed-secret.ts';
import { secretsManager } from './secrets-manager.ts';

const secret = (name: string): DeployedSecret => ({
  arn: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${name}-AbCdEf`,
  name,
  secretString: '{}',
});

const chosenFrom = async (...secrets: readonly DeployedSecret[]) => {
  const chosen: { environment?: object; choices?: readonly string[] } = {};
  const { server } = await startEndpoint({
    services: (parts) => {
      const service = runService(secretsManager, secrets, parts);
      chosen.environment = service.environment();
      chosen.choices = service.choices();
      return [service];
    },
  });
  await server.close();
  return chosen;
};

describe('the secret of a stack', () => {
  it('is the only one, without a word about it', async () => {
    const { arn } = secret('a');
    expect(await chosenFrom(secret('a'))).toEqual({ environment: { SECRET_ID: arn }, choices: [] });
  });

  it('is the first of several, and the stack says so', async () => {
    expect(await chosenFrom(secret('a'), secret('b'), secret('c'))).toEqual({
      environment: { SECRET_ID: secret('a').arn },
      choices: ['SECRET_ID is a, the first of 3 secrets in the template. The others are b, c.'],
    });
  });

  it('is missing without a secret in the template', async () => {
    expect(await chosenFrom()).toEqual({ environment: {}, choices: [] });
  });
});
