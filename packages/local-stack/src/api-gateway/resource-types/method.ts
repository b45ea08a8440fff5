import * as z from 'zod/mini';
import { allInert, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

const noBinary = 'binary media types are refused, so nothing is converted';

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
        ContentHandling: inert(noBinary),
        ResponseTemplates: refused('bodies of mocked answers', [{}, { 'application/json': '' }]),
        SelectionPattern: inert('a mocked answer has one response'),
      }),
    ),
    [],
  ),
  IntegrationHttpMethod: z.optional(z.string()),
  ...allInert('a cache of answers is refused', ['CacheKeyParameters', 'CacheNamespace']),
  ConnectionId: refused('links to a network'),
  ConnectionType: refused('links to a network', ['INTERNET']),
  IntegrationTarget: refused('links to a network'),
  ContentHandling: inert(noBinary),
  Credentials: refused('a role with which API Gateway invokes the function'),
  ...allInert('a function receives the request unchanged, and a mocked answer has one response', [
    'PassthroughBehavior',
    'RequestParameters',
    'RequestTemplates',
  ]),
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
    MethodResponses: inert('they declare responses, and the integration makes them'),
    OperationName: inert('it is written into exported APIs only'),
    ...allInert('they are checked by a validator, which is refused', [
      'RequestModels',
      'RequestParameters',
    ]),
    RequestValidatorId: refused('validators of requests'),
    ApiKeyRequired: refused('API keys'),
  },
  update: 'in place',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
