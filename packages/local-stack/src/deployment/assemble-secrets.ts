import * as z from 'zod/mini';
import type { DeployedSecret, SecretRotation } from '../secrets-manager/deployed-secret.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const secretProperties = z.looseObject({ SecretString: z.string() });

const scheduleProperties = z.looseObject({
  SecretId: z.string(),
  RotationLambdaARN: z.string(),
  RotationRules: z.optional(z.looseObject({ AutomaticallyAfterDays: z.optional(z.number()) })),
  RotateImmediatelyOnUpdate: z._default(z.boolean(), true),
});

/** The secrets of a template, each with its first version and its rotation. */
export const assembleSecrets = (
  resources: readonly DeployedResource[],
): readonly DeployedSecret[] => {
  const schedules = resourcesOfType(resources, 'AWS::SecretsManager::RotationSchedule');
  return resourcesOfType(resources, 'AWS::SecretsManager::Secret').map((resource) => {
    const properties = parseProperties(secretProperties, resource);
    const schedule = schedules.find(({ properties: { SecretId } }) => SecretId === resource.ref);
    return {
      arn: resource.ref,
      name: nameOf(resource.ref),
      secretString: properties.SecretString,
      rotation: schedule && rotationOf(schedule),
    };
  });
};

/** A secret's ARN ends in its name, a hyphen and six characters. */
const nameOf = (arn: string): string => arn.split(':').slice(6).join(':').slice(0, -7);

const rotationOf = (schedule: DeployedResource): SecretRotation => {
  const properties = parseProperties(scheduleProperties, schedule);
  if (properties.RotateImmediatelyOnUpdate) {
    throw new TemplateError(
      `${schedule.logicalId} rotates at each deployment; the local stack rotates when it is asked to. Set RotateImmediatelyOnUpdate to false.`,
    );
  }
  return {
    lambdaArn: properties.RotationLambdaARN,
    automaticallyAfterDays: properties.RotationRules?.AutomaticallyAfterDays,
  };
};
