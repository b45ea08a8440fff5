import * as z from 'zod/mini';
import type { DeployedSecret } from '../secrets-manager/deployed-secret.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const secretProperties = z.looseObject({ Name: z.optional(z.string()), SecretString: z.string() });

/** The secrets of a template, each with its first version. */
export const assembleSecrets = (
  resources: readonly DeployedResource[],
): readonly DeployedSecret[] =>
  resourcesOfType(resources, 'AWS::SecretsManager::Secret').map((resource) => {
    const properties = parseProperties(secretProperties, resource);
    return {
      arn: resource.ref,
      name: properties.Name ?? resource.logicalId,
      secretString: properties.SecretString,
    };
  });
