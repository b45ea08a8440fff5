import * as z from 'zod/mini';
import { allRefused, refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-permission.html */
export const permission = resourceType('AWS::Lambda::Permission', {
  properties: {
    FunctionName: z.string(),
    Action: z.string(),
    Principal: z.string(),
    SourceArn: z.optional(z.string()),
    SourceAccount: z.optional(z.string()),
    EventSourceToken: refused('Alexa skills'),
    PrincipalOrgID: refused('AWS Organizations'),
    ...allRefused('function URLs', ['FunctionUrlAuthType', 'InvokedViaFunctionUrl']),
  },
  update: 'anything',
  identify: (_properties, { logicalId }) => ({ ref: logicalId, attributes: {} }),
});
