import * as z from 'zod/mini';
import { inert, refused } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpooldomain.html */
export const userPoolDomain = resourceType('AWS::Cognito::UserPoolDomain', {
  properties: {
    UserPoolId: z.string(),
    /** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolDomain.html */
    Domain: z.string().check(z.regex(/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/)),
    CustomDomainConfig: refused('domains outside of amazoncognito.com'),
    ManagedLoginVersion: inert('the local stack has its own sign-in page'),
    Routing: refused('user pools in several Regions'),
  },
  update: 'nothing',
  identify: (properties, context) => ({
    ref: nameOf(properties, 'Domain', context),
    attributes: {},
  }),
  addresses: ({ ref }, { region }) => [
    { url: `https://${ref}.auth.${region}.amazoncognito.com`, host: 'userPoolDomain' },
  ],
});
