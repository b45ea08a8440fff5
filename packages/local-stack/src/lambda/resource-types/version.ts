import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** The only version that a template can publish of a function, because it has one code. */
export const firstVersion = '1';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-version.html */
export const version = resourceType('AWS::Lambda::Version', {
  properties: {
    FunctionName: z.string(),
    CodeSha256: z.optional(z.string()),
    FunctionScalingConfig: refused('instances that Lambda manages'),
    ProvisionedConcurrencyConfig: refused('environments that run before the first invocation'),
    RuntimePolicy: refused("runtimes other than this machine's Node", [
      { UpdateRuntimeOn: 'Auto' },
    ]),
  },
  update: 'anything',
  identify({ FunctionName }, { account }) {
    const name = String(FunctionName);
    const functionArn = name.startsWith('arn:') ? name : arn('lambda', account, `function:${name}`);
    const ref = `${functionArn}:${firstVersion}`;
    return { ref, attributes: { FunctionArn: ref, Version: firstVersion } };
  },
});
