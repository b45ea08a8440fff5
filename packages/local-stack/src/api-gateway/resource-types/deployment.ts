import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
export const deployment = resourceType('AWS::ApiGateway::Deployment', {
  properties: { RestApiId: z.string(), StageName: z.string() },
  inert: ['DeploymentCanarySettings', 'StageDescription'],
  update: 'anything',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
