import * as z from 'zod/mini';
import { roleIdOf } from '../../access/role-id.ts';
import { inert } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-role.html */
export const role = resourceType('AWS::IAM::Role', {
  properties: {
    RoleName: z.optional(z.string()),
    AssumeRolePolicyDocument: z.unknown(),
    Policies: z._default(
      z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })),
      [],
    ),
    ManagedPolicyArns: z.optional(z.array(z.string())),
    PermissionsBoundary: z.optional(z.string()),
    Path: z._default(z.string().check(z.regex(/^\/(?:[!-~]+\/)?$/)), '/'),
    MaxSessionDuration: inert('services assume a role for at most one hour'),
  },
  update: 'anything',
  identify(properties, context) {
    const ref = nameOf(properties, 'RoleName', context);
    const { partition, accountId } = context.account;
    const path = String(properties.Path ?? '/');
    const roleArn = `arn:${partition}:iam::${accountId}:role${path}${ref}`;
    return { ref, attributes: { Arn: roleArn, RoleId: roleIdOf(roleArn) } };
  },
});
