import * as z from 'zod/mini';
import { inert, resourceType } from '../../deployment/resource-type.ts';

const integration = z.strictObject({
  Type: z.string(),
  Uri: z.optional(z.string()),
  TimeoutInMillis: z._default(z.number(), 29_000),
  ResponseTransferMode: z._default(z.enum(['BUFFERED', 'STREAM']), 'BUFFERED'),
  IntegrationResponses: z._default(
    z.array(
      z.strictObject({
        StatusCode: z.string(),
        ResponseParameters: z._default(z.record(z.string(), z.string()), {}),
        ContentHandling: inert,
        ResponseTemplates: inert,
        SelectionPattern: inert,
      }),
    ),
    [],
  ),
  CacheKeyParameters: inert,
  CacheNamespace: inert,
  ConnectionId: inert,
  ConnectionType: inert,
  ContentHandling: inert,
  Credentials: inert,
  IntegrationHttpMethod: inert,
  IntegrationTarget: inert,
  PassthroughBehavior: inert,
  RequestParameters: inert,
  RequestTemplates: inert,
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
  refused: ['ApiKeyRequired'],
  update: 'in place',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
