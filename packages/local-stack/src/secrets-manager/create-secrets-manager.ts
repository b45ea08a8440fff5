import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { AwsService } from '../aws-endpoint/aws-service.ts';
import { createSchemaService } from '../aws-endpoint/schema-service.ts';
import type { Clock } from '../clock.ts';
import type { LambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import type { DeployedSecret } from './deployed-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { getSecretValue, type SecretRead } from './get-secret-value.ts';
import { putSecretValue } from './put-secret-value.ts';
import { rotateSecret } from './rotate-secret.ts';
import { createRotations } from './rotations.ts';
import {
  addCurrentVersion,
  createSecretStore,
  moveStage,
  type SecretStore,
} from './secret-store.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

type Options = {
  readonly secrets: readonly DeployedSecret[];
  readonly access: Pick<AccessControl, 'authorize'>;
  readonly clock: Clock;
  readonly account: Account;
  /** Calls the functions that rotate secrets. */
  readonly invoker: Pick<LambdaInvoker, 'invoke'>;
  /** Told of every value that was handed out, and to whom. */
  readonly onSecretRead?: (read: SecretRead) => void;
};

/** Secrets Manager, and what the stack around it asks of it. */
export type SecretsManager = AwsService & {
  update(secrets: readonly DeployedSecret[]): void;
  /** Settles with the last rotation of a secret; rejects where it failed. */
  rotationEnded(secretId: string): Promise<void>;
  readonly admin: SecretsAdmin;
};

/** What an administrator of the secrets can do without a permission. */
export type SecretsAdmin = {
  /** Marks a secret for deletion; what is returned restores it. */
  delete(secretId: string): () => void;
  /**
   * Makes a value the current one; what is returned makes the version before current again, unless another
   * one has become current since.
   */
  putCurrent(secretId: string, secretString: string): () => void;
};

/** Secrets Manager over the deployed secrets, with staged versions as rotation needs them. */
export const createSecretsManager = (options: Options): SecretsManager => {
  const { secrets, access, clock, account, onSecretRead } = options;
  const { partition, region, accountId } = account;
  const arnPrefix = `arn:${partition}:secretsmanager:${region}:${accountId}:secret:`;
  const store = createSecretStore({ secrets, clock, arnPrefix });
  const rotations = createRotations(options);
  const service = createSchemaService({
    signingName: 'secretsmanager',
    protocol: 'awsJson1_1',
    messageMember: 'Message',
    validationCode: 'InvalidParameterException',
    operations: [
      getSecretValue(store, onSecretRead),
      describeSecret(store),
      putSecretValue(store, clock),
      updateSecretVersionStage(store, clock),
      rotateSecret(store, rotations),
    ],
    access,
    account,
    resolveInput: (input) => ({ ...input, SecretId: store.arnOf(String(input.SecretId)) }),
  });
  return {
    ...service,
    update: store.update,
    rotationEnded: async (secretId) => rotations.ended(store.find(secretId)),
    admin: createAdmin(store, clock),
  };
};

const createAdmin = (store: SecretStore, clock: Clock): SecretsAdmin => ({
  delete(secretId) {
    const secret = store.find(secretId);
    secret.deletedAtMs = clock.now();
    return () => {
      secret.deletedAtMs = undefined;
    };
  },
  putCurrent(secretId, secretString) {
    const secret = store.find(secretId);
    const before = secret.stages.get('AWSCURRENT');
    addCurrentVersion(secret, secretString, clock.now());
    const put = secret.stages.get('AWSCURRENT');
    return () => {
      const isCurrent = secret.stages.get('AWSCURRENT') === put;
      if (before !== undefined && isCurrent) moveStage(secret, 'AWSCURRENT', before);
    };
  },
});
