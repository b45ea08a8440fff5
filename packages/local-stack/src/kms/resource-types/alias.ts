import * as z from 'zod/mini';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-kms-alias.html */
export const alias = resourceType('AWS::KMS::Alias', {
  properties: {
    AliasName: z.string().check(z.regex(/^alias\/(?!aws\/)[\w/-]+$/)),
    TargetKeyId: z.string(),
  },
  update: 'in place',
  identify: (properties, context) => ({
    ref: nameOf(properties, 'AliasName', context),
    attributes: {},
  }),
});
