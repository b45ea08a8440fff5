import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import * as z from 'zod/mini';
import type { DeployedRole } from '../access/deployed-role.ts';
import { TemplateError } from '../template/template-error.ts';
import { parseProperties } from './parse-properties.ts';
import type { DeployedResource } from './resource-type.ts';
import { resourcesOfType } from './resources-of-type.ts';

const roleProperties = z.looseObject({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: z._default(
    z.array(z.looseObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })),
    [],
  ),
  ManagedPolicyArns: z.optional(z.array(z.string())),
  PermissionsBoundary: z.optional(z.string()),
});

/** The roles of a template with their trust and identity policies. */
export const assembleRoles = (resources: readonly DeployedResource[]): readonly DeployedRole[] =>
  resourcesOfType(resources, 'AWS::IAM::Role').map((resource) => {
    const properties = parseProperties(roleProperties, resource);
    refuseUnknownPolicies(resource.logicalId, properties);
    return {
      arn: resource.attributes.Arn ?? '',
      name: resource.ref,
      trustPolicy: parsePolicyDocument(
        properties.AssumeRolePolicyDocument,
        `${resource.logicalId} (trust policy)`,
      ),
      identityPolicies: properties.Policies.map((policy) =>
        parsePolicyDocument(policy.PolicyDocument, `${resource.logicalId}/${policy.PolicyName}`),
      ),
      permissionsBoundary: undefined,
    };
  });

/** A policy that is kept in IAM is not in the template: what it grants cannot be known here. */
const refuseUnknownPolicies = (
  logicalId: string,
  properties: z.infer<typeof roleProperties>,
): void => {
  const [unknown] = [
    properties.ManagedPolicyArns ?? [],
    properties.PermissionsBoundary ?? [],
  ].flat();
  if (unknown === undefined) return;
  throw new TemplateError(
    `${logicalId} refers to the managed policy ${unknown}; the local stack knows inline policies only.`,
  );
};
