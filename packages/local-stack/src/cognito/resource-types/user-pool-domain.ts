import * as z from 'zod/mini';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html */
export const userPoolDomain = resourceType('AWS::Cognito::UserPoolDomain', {
  properties: { UserPoolId: z.string(), Domain: z.string() },
  inert: ['CustomDomainConfig', 'ManagedLoginVersion', 'Routing'],
  update: 'nothing',
  identify: (properties, context) => ({
    ref: nameOf(properties, 'Domain', context),
    attributes: {},
  }),
});
