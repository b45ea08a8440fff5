import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import type { Clock } from '../clock.ts';
import type { DeployedSecret } from './deployed-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { getSecretValue, type SecretRead } from './get-secret-value.ts';
import { putSecretValue } from './put-secret-value.ts';
import { createSecretStore } from './secret-store.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

type Options = {
  readonly secrets: readonly DeployedSecret[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly clock: Clock;
  readonly account: Account;
  /** Told of every value that was handed out, and to whom. */
  readonly onSecretRead?: (read: SecretRead) => void;
};

/** Secrets Manager over the deployed secrets, with staged versions as rotation needs them. */
export const createSecretsManager = (options: Options): AwsService => {
  const { secrets, access, clock, account, onSecretRead } = options;
  const { partition, region, accountId } = account;
  const arnPrefix = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:`;
  const store = createSecretStore({ secrets, clock, arnPrefix });
  return createSchemaService({
    signingName: 'secretsmanager',
    protocol: 'awsJson1_1',
    messageMember: 'Message',
    validationCode: 'InvalidParameterException',
    operations: [
      getSecretValue(store, onSecretRead),
      describeSecret(store),
      putSecretValue(store, clock),
      updateSecretVersionStage(store, clock),
    ],
    access,
    account,
    resolveInput: (input) => ({ ...input, SecretId: store.arnOf(String(input.SecretId)) }),
  });
};
