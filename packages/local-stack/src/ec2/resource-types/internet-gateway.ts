import { resourceType } from '../../deployment/resource-type.ts';
import { identifyBy } from './identify-resource.ts';

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-internetgateway.html */
export const internetGateway = resourceType('AWS::EC2::InternetGateway', {
  properties: {},
  update: 'anything',
  identify: identifyBy('igw', 'InternetGatewayId'),
});
