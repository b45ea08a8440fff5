import * as z from 'zod/mini';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';
import { stageDescription } from './stage-description.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
export const deployment = resourceType('AWS::ApiGateway::Deployment', {
  properties: {
    RestApiId: z.string(),
    StageName: z.optional(z.string()),
    StageDescription: z.optional(stageDescription),
    DeploymentCanarySettings: refused('two deployments of one stage'),
  },
  update: 'anything',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
