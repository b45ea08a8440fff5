import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html */
export const restApi = resourceType('AWS::ApiGateway::RestApi', {
  properties: { Name: z.string() },
  inert: [
    'ApiKeySourceType',
    'BinaryMediaTypes',
    'Body',
    'BodyS3Location',
    'CloneFrom',
    'DisableExecuteApiEndpoint',
    'EndpointAccessMode',
    'EndpointConfiguration',
    'FailOnWarnings',
    'MinimumCompressionSize',
    'Mode',
    'Parameters',
    'SecurityPolicy',
    'Version',
  ],
  refused: ['Policy'],
  update: 'nothing',
  identify: (_properties, { logicalId }) => ({
    ref: physicalId(logicalId, 'lowerAlphanumeric', 10),
    attributes: { RootResourceId: physicalId(`${logicalId}/`, 'lowerAlphanumeric', 10) },
  }),
});
