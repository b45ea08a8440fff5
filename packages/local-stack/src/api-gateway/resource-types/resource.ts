import * as z from 'zod/mini';
import { physicalId } from '../../deployment/physical-id.ts';
import { inert } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-resource.html */
export const resource = resourceType('AWS::ApiGateway::Resource', {
  properties: {
    ParentId: z.string(),
    PathPart: z.string(),
    RestApiId: inert('the parents of a resource lead to its API'),
  },
  update: 'nothing',
  identify: (_properties, { logicalId }) => ({
    ref: physicalId(logicalId, 'lowerAlphanumeric', 6),
    attributes: {},
  }),
});
