import * as z from 'zod/mini';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permission = resourceType('AWS::Lambda::Permission', {
  properties: {
    FunctionName: z.string(),
    Action: z.string(),
    Principal: z.string(),
    SourceArn: z.optional(z.string()),
    SourceAccount: z.optional(z.string()),
  },
  refused: ['EventSourceToken', 'FunctionUrlAuthType', 'InvokedViaFunctionUrl', 'PrincipalOrgID'],
  update: 'anything',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
