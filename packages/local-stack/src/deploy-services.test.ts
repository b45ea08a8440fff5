import { describe, expect, it } from '@jest/globals';
import { deployModel } from '../testing/deployment/deploy-model.ts';
import { cognito } from './cognito/cognito.ts';
import { lambda } from './lambda/lambda.ts';
import { secretsManager } from './secrets-manager/secrets-manager.ts';

const stackName = 'hopwise-dev';

describe('the services of a deployed stack', () => {
  it('name unnamed resources after the stack', () => {
    const [deployed] = deployModel(
      lambda,
      {
        Fn: {
          Type: 'AWS::Lambda::Function',
          Properties: {
            Code: { S3Key: 'fn.zip' },
            Handler: 'handler.handler',
            Runtime: 'nodejs24.x',
            Role: 'arn:aws:iam::111122223333:role/fn',
          },
        },
      },
      stackName,
    );
    const [pool] = deployModel(cognito, { Pool: { Type: 'AWS::Cognito::UserPool' } }, stackName);
    const [secret] = deployModel(
      secretsManager,
      { Secret: { Type: 'AWS::SecretsManager::Secret', Properties: { SecretString: 's' } } },
      stackName,
    );
    expect(deployed?.name).toBe('hopwise-dev-Fn');
    expect(pool?.name).toBe('hopwise-dev-Pool');
    expect(secret?.name).toBe('hopwise-dev-Secret');
    expect(secret?.arn).toMatch(/:secret:hopwise-dev-Secret-[0-9a-zA-Z]{6}$/);
  });
});
