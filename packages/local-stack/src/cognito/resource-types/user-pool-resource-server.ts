import * as z from 'zod/mini';
import { inert } from '../../deployment/property-treatment.ts';
import { nameOf } from '../../deployment/resource-name.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-cognito-userpoolresourceserver.html */
export const userPoolResourceServer = resourceType('AWS::Cognito::UserPoolResourceServer', {
  properties: {
    UserPoolId: z.string(),
    Identifier: z.string(),
    Scopes: z._default(
      z.array(
        z.strictObject({ ScopeName: z.string(), ScopeDescription: inert('a text for people') }),
      ),
      [],
    ),
    Name: inert('a text for people; scopes start with the identifier'),
  },
  update: 'nothing',
  identify: (properties, context) => ({
    ref: nameOf(properties, 'Identifier', context),
    attributes: {},
  }),
});
