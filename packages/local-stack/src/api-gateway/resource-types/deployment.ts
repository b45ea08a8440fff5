import * as z from 'zod/mini';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-deployment.html */
export const deployment = resourceType('AWS::ApiGateway::Deployment', {
  properties: {
    RestApiId: z.string(),
    StageName: z.string(),
    DeploymentCanarySettings: refused('two deployments of one stage'),
    StageDescription: refused('settings of stages, such as throttling, caching and variables'),
  },
  update: 'anything',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
