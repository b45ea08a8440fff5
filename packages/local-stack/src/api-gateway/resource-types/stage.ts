import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';
import { stageSettings } from './stage-description.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-apigateway-stage.html */
export const stage = resourceType('AWS::ApiGateway::Stage', {
  properties: {
    RestApiId: z.string(),
    StageName: z.string(),
    DeploymentId: z.string(),
    ...stageSettings,
  },
  update: 'anything',
  identify: ({ StageName }) => ({ ref: String(StageName), attributes: {} }),
});
