import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { allInert, allRefused, inert, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-restapi.html */
export const restApi = resourceType('AWS::ApiGateway::RestApi', {
  properties: {
    Name: z.string(),
    EndpointConfiguration: z.optional(
      z.strictObject({
        Types: refused('private APIs', [['REGIONAL'], ['EDGE']]),
        VpcEndpointIds: refused('private APIs'),
        IpAddressType: inert('the API is reached on this machine'),
      }),
    ),
    ApiKeySourceType: inert('a method that requires an API key is refused'),
    BinaryMediaTypes: refused('bodies in Base64'),
    ...allRefused('APIs that are imported or copied', ['Body', 'BodyS3Location', 'CloneFrom']),
    ...allInert('they apply to an imported API, which is refused', [
      'FailOnWarnings',
      'Mode',
      'Parameters',
    ]),
    DisableExecuteApiEndpoint: refused('custom domains of APIs'),
    ...allInert('the API is reached without TLS on this machine', [
      'EndpointAccessMode',
      'SecurityPolicy',
    ]),
    MinimumCompressionSize: refused('compressed answers'),
    Policy: refused("the API's resource policy"),
    Version: inert('a text for people'),
  },
  update: 'nothing',
  identify: (_properties, { logicalId }) => ({
    ref: physicalId(logicalId, 'lowerAlphanumeric', 10),
    attributes: { RootResourceId: physicalId(`${logicalId}/`, 'lowerAlphanumeric', 10) },
  }),
  addresses: ({ ref }, { region }) => [
    { url: `https://${ref}.execute-api.${region}.amazonaws.com`, host: 'restApi' },
  ],
});
