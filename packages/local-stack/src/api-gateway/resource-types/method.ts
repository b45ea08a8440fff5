import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

const integration = z.looseObject({
  Type: z.string(),
  Uri: z.optional(z.string()),
  TimeoutInMillis: z._default(z.number(), 29_000),
  ResponseTransferMode: z._default(z.enum(['BUFFERED', 'STREAM']), 'BUFFERED'),
  IntegrationResponses: z._default(
    z.array(
      z.looseObject({
        StatusCode: z.string(),
        ResponseParameters: z._default(z.record(z.string(), z.string()), {}),
      }),
    ),
    [],
  ),
});

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-method.html */
export const method = resourceType('AWS::ApiGateway::Method', {
  properties: {
    RestApiId: z.string(),
    ResourceId: z.string(),
    HttpMethod: z.string(),
    AuthorizationType: z.string(),
    AuthorizerId: z.optional(z.string()),
    AuthorizationScopes: z._default(z.array(z.string()), []),
    Integration: integration,
  },
  inert: [
    'MethodResponses',
    'OperationName',
    'RequestModels',
    'RequestParameters',
    'RequestValidatorId',
  ],
  unenforced: ['ApiKeyRequired'],
  update: 'in place',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
