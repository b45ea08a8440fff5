import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export const authorizer = resourceType('AWS::ApiGateway::Authorizer', {
  properties: {
    Name: z.string(),
    Type: z.string(),
    ProviderARNs: z._default(z.array(z.string()), []),
    IdentitySource: refused('tokens in other headers', ['method.request.header.Authorization']),
    IdentityValidationExpression: refused('the check of a token by a regular expression'),
    ...allInert('they apply to authorizers that invoke a function, which are refused', [
      'AuthorizerCredentials',
      'AuthorizerUri',
    ]),
    AuthorizerResultTtlInSeconds: inert('each token is checked, and no result is kept'),
    AuthType: inert('it is written into exported APIs only'),
    RestApiId: inert('a method names its authorizer'),
  },
  update: 'in place',
  identify: (_properties, { logicalId }) => ({
    ref: physicalId(logicalId, 'lowerAlphanumeric', 6),
    attributes: {},
  }),
});
