import * as z from 'zod/mini';
import { arn } from '../../deployment/arn.ts';
import { refused } from '../../deployment/property-treatment.ts';
import { resourceType } from '../../deployment/resource-type.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-lambda-alias.html */
export const alias = resourceType('AWS::Lambda::Alias', {
  properties: {
    FunctionName: z.string(),
    FunctionVersion: z.string(),
    Name: z.string(),
    ProvisionedConcurrencyConfig: refused('environments that run before the first invocation'),
    RoutingConfig: refused('two versions behind one alias'),
  },
  update: 'anything',
  identify({ FunctionName, Name }, { account }) {
    const name = String(FunctionName);
    const functionArn = name.startsWith('arn:') ? name : arn('lambda', account, `function:${name}`);
    const ref = `${functionArn}:${String(Name)}`;
    return { ref, attributes: { AliasArn: ref } };
  },
});
