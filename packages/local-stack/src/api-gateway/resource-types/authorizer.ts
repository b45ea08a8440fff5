import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-authorizer.html */
export const authorizer = resourceType('AWS::ApiGateway::Authorizer', {
  properties: {
    Name: z.string(),
    Type: z.string(),
    ProviderARNs: z._default(z.array(z.string()), []),
  },
  inert: [
    'AuthType',
    'AuthorizerCredentials',
    'AuthorizerResultTtlInSeconds',
    'AuthorizerUri',
    'IdentitySource',
    'IdentityValidationExpression',
    'RestApiId',
  ],
  update: 'in place',
  identify: (_properties, { logicalId }) => ({
    ref: physicalId(logicalId, 'lowerAlphanumeric', 6),
    attributes: {},
  }),
});
