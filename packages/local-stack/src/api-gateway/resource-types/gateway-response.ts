import * as z from 'zod/mini';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-gatewayresponse.html */
export const gatewayResponse = resourceType('AWS::ApiGateway::GatewayResponse', {
  properties: {
    RestApiId: z.string(),
    ResponseType: z.string(),
    ResponseParameters: z._default(z.record(z.string(), z.string()), {}),
    ResponseTemplates: refused('bodies of gateway responses', [{}]),
    StatusCode: refused('a status of gateway responses'),
  },
  update: 'in place',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
