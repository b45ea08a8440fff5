import { awsService, type RunningService } from '../aws-service/aws-service.ts';
import { firstOfSeveral } from '../aws-service/first-of-several.ts';
import type { ServiceContext } from '../aws-service/service-context.ts';
import { secretReads } from '../cognito/user-pools-state.ts';
import { arn } from '../deployment/arn.ts';
import { lambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { assembleSecrets } from './assemble-secrets.ts';
import type { DeployedSecret } from './deployed-secret.ts';
import { describeSecret } from './describe-secret.ts';
import { getResourcePolicy } from './get-resource-policy.ts';
import { getSecretValue } from './get-secret-value.ts';
import { putSecretValue } from './put-secret-value.ts';
import { resourcePolicy } from './resource-types/resource-policy.ts';
import { rotationSchedule } from './resource-types/rotation-schedule.ts';
import { secret } from './resource-types/secret.ts';
import { rotateSecret } from './rotate-secret.ts';
import { createRotations } from './rotations.ts';
import { createSecretStore } from './secret-store.ts';
import { createSecretsAdmin, secretsAdmin } from './secrets-admin.ts';
import type { SecretsState } from './secrets-state.ts';
import { updateSecretVersionStage } from './update-secret-version-stage.ts';

type Running = RunningService<readonly DeployedSecret[], SecretsState>;

const start = (context: ServiceContext, secrets: readonly DeployedSecret[]): Running => {
  const { access, account, clock, ports } = context;
  const store = createSecretStore({
    secrets,
    clock,
    arnPrefix: arn('secretsmanager', account, 'secret:'),
  });
  const rotations = createRotations({ invoker: () => ports.use(lambdaInvoker), account, clock });
  ports.provide(secretsAdmin, {
    ...createSecretsAdmin(store, clock),
    rotationEnded: async (secretId) => rotations.ended(store.find(secretId)),
  });
  const [first] = secrets;
  return {
    state: {
      access,
      account,
      store,
      rotations,
      clock,
      onSecretRead: (read) => ports.use(secretReads)(read),
    },
    resolveInput: (input) => ({ ...input, SecretId: store.arnOf(String(input.SecretId)) }),
    resourcePolicyOf: store.policyOf,
    update: store.update,
    environment: () => (first ? { SECRET_ID: first.arn } : {}),
    choices: () =>
      firstOfSeveral({
        variable: 'SECRET_ID',
        names: secrets.map(({ name }) => name),
        kind: 'secrets in the template',
      }),
  };
};

/** Secrets Manager, with staged versions and the template's rotation. */
export const secretsManager = awsService({
  signingName: 'secretsmanager',
  api: {
    protocol: 'awsJson1_1',
    hop: 6,
    targetPrefix: 'secretsmanager',
    messageMember: 'Message',
    validationCode: 'InvalidParameterException',
    insteadOf: [
      {
        operations: /^UpdateSecret$/,
        instead: 'Use PutSecretValue, or change AWS::SecretsManager::Secret in the template.',
      },
      {
        operations: /^(?:Delete|Restore)Secret$/,
        instead: '`hopwise faults on secret-deleted` and `off` do the same.',
      },
    ],
    operations: [
      getSecretValue,
      getResourcePolicy,
      describeSecret,
      putSecretValue,
      updateSecretVersionStage,
      rotateSecret,
    ],
  },
  types: [secret, resourcePolicy, rotationSchedule],
  assemble: assembleSecrets,
  start,
});
