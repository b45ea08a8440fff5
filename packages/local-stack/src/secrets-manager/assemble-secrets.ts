import type { AssembleContext } from '../deployment/deploy-stack.ts';
import type { DeployedResources, TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { assembleKeys, type DeployedKey } from '../kms/assemble-keys.ts';
import { TemplateError } from '../template/template-error.ts';
import { assembleResourcePolicies } from './assemble-resource-policies.ts';
import type { DeployedSecret, SecretRotation } from './deployed-secret.ts';
import { resourcePolicy } from './resource-types/resource-policy.ts';
import { rotationSchedule } from './resource-types/rotation-schedule.ts';
import { secret } from './resource-types/secret.ts';

/** The secrets of a template, each with its first version, its key, its resource policy and its rotation. */
export const assembleSecrets = (
  resources: DeployedResources,
  context: Pick<AssembleContext, 'account'>,
): readonly DeployedSecret[] => {
  const keys = assembleKeys(resources, context);
  const schedules = resources.of(rotationSchedule);
  const secrets = resources.of(secret);
  const policies = assembleResourcePolicies(
    resources.of(resourcePolicy),
    secrets.map(({ ref }) => ({ arn: ref, name: nameOf(ref) })),
  );
  return secrets.map(({ ref, logicalId, properties }) => {
    const schedule = schedules.find((one) => one.properties.SecretId === ref);
    return {
      arn: ref,
      name: nameOf(ref),
      secretString: properties.SecretString,
      key: keyOf(properties.KmsKeyId, keys, logicalId),
      resourcePolicy: policies.get(ref),
      rotation: schedule && rotationOf(schedule),
    };
  });
};

/** Everyone in the account can use this key through Secrets Manager. */
const keyOfAws = 'alias/aws/secretsmanager';

const keyOf = (
  name: string | undefined,
  keys: readonly DeployedKey[],
  logicalId: string,
): DeployedKey | undefined => {
  if (name === undefined || name.endsWith(keyOfAws)) return undefined;
  const key = keys.find(({ names }) => names.includes(name));
  if (key) return key;
  throw new TemplateError(
    `KmsKeyId of ${logicalId} is ${name}, which is no key or alias of the template.`,
  );
};

/** A secret's ARN ends in its name, a hyphen and six characters. */
const nameOf = (arn: string): string => arn.split(':').slice(6).join(':').slice(0, -7);

type Schedule = PropertiesOf<typeof rotationSchedule>;

const rotationOf = ({ logicalId, properties }: TypedResource<Schedule>): SecretRotation => {
  if (properties.RotateImmediatelyOnUpdate) {
    throw new TemplateError(
      `${logicalId} rotates at each deployment, but the local stack rotates only on request. Set RotateImmediatelyOnUpdate to false.`,
    );
  }
  return {
    lambdaArn: properties.RotationLambdaARN,
    automaticallyAfterDays: properties.RotationRules?.AutomaticallyAfterDays,
  };
};
