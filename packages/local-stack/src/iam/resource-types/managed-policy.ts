import * as z from 'zod/mini';
import { allRefused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-iam-managedpolicy.html */
export const managedPolicy = resourceType('AWS::IAM::ManagedPolicy', {
  properties: {
    ManagedPolicyName: z.optional(z.string().check(z.regex(/^[\w+=,.@-]{1,128}$/))),
    Path: z._default(z.string().check(z.regex(/^\/(?:[!-~]+\/)?$/)), '/'),
    PolicyDocument: z.unknown(),
    Roles: z._default(z.array(z.string()), []),
    ...allRefused('users and groups of IAM', ['Groups', 'Users']),
  },
  update: 'anything',
  identify(properties, context) {
    const { partition, accountId } = context.account;
    const name = nameOf(properties, 'ManagedPolicyName', context);
    const ref = `arn:${partition}:iam::${accountId}:policy${String(properties.Path ?? '/')}${name}`;
    return { ref, attributes: { PolicyArn: ref } };
  },
});
