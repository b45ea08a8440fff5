import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
export const gatewayResponse = resourceType('AWS::ApiGateway::GatewayResponse', {
  properties: {
    RestApiId: z.string(),
    ResponseType: z.string(),
    ResponseParameters: z._default(z.record(z.string(), z.string()), {}),
  },
  inert: ['ResponseTemplates', 'StatusCode'],
  update: 'in place',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
