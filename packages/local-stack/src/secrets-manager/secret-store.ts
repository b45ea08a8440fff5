import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import type { DeployedKey } from '../kms/assemble-keys.ts';
import type { DeployedSecret, SecretPolicy, SecretRotation } from './deployed-secret.ts';

export type SecretVersion = {
  readonly versionId: string;
  readonly secretString: string | undefined;
  readonly secretBinary: Uint8Array | undefined;
  readonly createdAtMs: number;
};

export type StoredSecret = {
  readonly arn: string;
  readonly name: string;
  readonly createdAtMs: number;
  key: DeployedKey | undefined;
  resourcePolicy: SecretPolicy | undefined;
  rotation: SecretRotation | undefined;
  lastRotatedAtMs: number | undefined;
  /** Time when the secret was marked for deletion. */
  deletedAtMs: number | undefined;
  /** Time of the last change of a value or staging label. */
  lastChangedAtMs: number;
  readonly versions: Map<string, SecretVersion>;
  /** Staging label → version id. At most one version has a label. */
  readonly stages: Map<string, string>;
};

export type SecretStore = {
  /** Accepts a name, an ARN, or an ARN without its random suffix. Throws if the secret does not exist. */
  find(secretId: string): StoredSecret;
  /** Like `find`, but throws if the secret is marked for deletion. Only `DescribeSecret` still shows such a secret. */
  findUsable(secretId: string): StoredSecret;
  /** The ARN on which access is decided, whether or not the secret exists. */
  arnOf(secretId: string): string;
  /** The resource policy of the secret with an ARN. Undefined without a policy or a secret. */
  policyOf(arn: string): SecretPolicy | undefined;
  /** Applies an update of the stack. It writes a value only if the value in the template has changed. */
  update(secrets: readonly DeployedSecret[]): void;
};

export const secretNotFound = (
  message = "Secrets Manager can't find the specified secret.",
): AwsError => new AwsError('ResourceNotFoundException', message);

const secretDeleted = (): AwsError =>
  new AwsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );

type Options = {
  readonly secrets: readonly DeployedSecret[];
  readonly clock: Clock;
  /** Prefix of every secret's ARN. */
  readonly arnPrefix: string;
};

export const createSecretStore = ({ secrets, clock, arnPrefix }: Options): SecretStore => {
  const stored = secrets.map((secret) => storedSecret(secret, clock.now()));
  let deployed = secrets;
  const lookUp = (secretId: string): StoredSecret | undefined =>
    stored.find(({ arn, name }) => secretId === arn || secretId === name) ??
    stored.find(({ arn }) => secretId === arn.replace(/-[^-]{6}$/, ''));
  const find = (secretId: string): StoredSecret => {
    const secret = lookUp(secretId);
    if (!secret) throw secretNotFound();
    return secret;
  };
  return {
    find,
    findUsable(secretId) {
      const secret = find(secretId);
      if (secret.deletedAtMs !== undefined) throw secretDeleted();
      return secret;
    },
    arnOf: (secretId) =>
      lookUp(secretId)?.arn ?? (secretId.startsWith('arn:') ? secretId : `${arnPrefix}${secretId}`),
    policyOf: (arn) => lookUp(arn)?.resourcePolicy,
    update(updated) {
      for (const { arn, key, resourcePolicy, rotation, secretString } of updated) {
        const secret = find(arn);
        secret.resourcePolicy = resourcePolicy;
        secret.key = key;
        secret.rotation = rotation;
        const before = deployed.find((one) => one.arn === arn)?.secretString;
        if (secretString !== before) addCurrentVersion(secret, secretString, clock.now());
      }
      deployed = updated;
    },
  };
};

const storedSecret = (
  { arn, name, key, resourcePolicy, rotation, secretString }: DeployedSecret,
  nowMs: number,
): StoredSecret => {
  const secret: StoredSecret = {
    arn,
    name,
    createdAtMs: nowMs,
    key,
    resourcePolicy,
    rotation,
    lastRotatedAtMs: undefined,
    deletedAtMs: undefined,
    lastChangedAtMs: nowMs,
    versions: new Map(),
    stages: new Map(),
  };
  addCurrentVersion(secret, secretString, nowMs);
  return secret;
};

/** Adds a version and makes it the current one. */
export const addCurrentVersion = (
  secret: StoredSecret,
  secretString: string,
  nowMs: number,
): void => {
  const versionId = randomUUID();
  const version = { versionId, secretString, secretBinary: undefined, createdAtMs: nowMs };
  addVersion(secret, version, ['AWSCURRENT']);
  secret.lastChangedAtMs = nowMs;
};

/** AWS also keeps unlabeled versions of the last 24 hours, and then refuses more versions. */
const maxVersions = 100;

/**
 * Adds a version with its staging labels. When there are more than 100, the oldest without a label is removed. See
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/reference_limits.html
 */
export const addVersion = (
  secret: StoredSecret,
  version: SecretVersion,
  stages: readonly string[],
): void => {
  const { versions } = secret;
  versions.set(version.versionId, version);
  for (const stage of stages) moveStage(secret, stage, version.versionId);
  const labeled = new Set(secret.stages.values());
  for (const versionId of versions.keys()) {
    if (versions.size <= maxVersions) return;
    if (!labeled.has(versionId)) versions.delete(versionId);
  }
};

/** The staging labels of a version. */
export const stagesOf = ({ stages }: StoredSecret, versionId: string): string[] =>
  [...stages].filter(([, holder]) => holder === versionId).map(([stage]) => stage);

/**
 * Moves a staging label to a version. The version that loses AWSCURRENT becomes AWSPREVIOUS.
 */
export const moveStage = (secret: StoredSecret, stage: string, versionId: string): void => {
  const holder = secret.stages.get(stage);
  if (stage === 'AWSCURRENT' && holder !== undefined && holder !== versionId) {
    secret.stages.set('AWSPREVIOUS', holder);
  }
  secret.stages.set(stage, versionId);
};
