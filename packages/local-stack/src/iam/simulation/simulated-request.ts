import type { SimulateCustomPolicyRequest } from '@aws-sdk/client-iam';
import { invalidInput } from './invalid-input.ts';

type Asked = Pick<
  SimulateCustomPolicyRequest,
  'ActionNames' | 'ResourceArns' | 'ResourceHandlingOption'
>;

/** One API call that a simulation decides. */
export type SimulatedRequest = { readonly action: string; readonly resource: string };

/**
 * Every action on every resource. Throws `InvalidInput`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 */
export const readRequests = (asked: Asked): readonly SimulatedRequest[] => {
  const { ActionNames = [], ResourceArns = [], ResourceHandlingOption } = asked;
  if (ActionNames.length === 0) throw invalidInput('ActionNames has no action.');
  const action = ActionNames.find((name) => !/^[a-z0-9-]{1,63}:[A-Za-z0-9]{1,64}$/.test(name));
  if (action !== undefined) {
    throw invalidInput(`ActionNames are not in a valid format: ${action}.`);
  }
  const resources = ResourceArns.length === 0 ? ['*'] : ResourceArns;
  const resource = resources.find(
    (name) => name !== '*' && !/^arn:[^:\s]+:[^:\s]+:[^:\s]*:[^:\s]*:./.test(name),
  );
  if (resource !== undefined) {
    throw invalidInput(`ResourceNames are not in a valid ARN format: ${resource}.`);
  }
  if (ResourceHandlingOption !== undefined) refuseIncomplete(ResourceHandlingOption, resources);
  return ActionNames.flatMap((name) => resources.map((arn) => ({ action: name, resource: arn })));
};

const always = ['instance', 'image', 'security-group', 'network-interface'];

/** The types of resources that each scenario requires. */
const scenarios: Readonly<Record<string, readonly string[]>> = {
  'EC2-VPC-InstanceStore': always,
  'EC2-VPC-InstanceStore-Subnet': [...always, 'subnet'],
  'EC2-VPC-EBS': [...always, 'volume'],
  'EC2-VPC-EBS-Subnet': [...always, 'subnet', 'volume'],
};

const refuseIncomplete = (option: string, resources: readonly string[]): void => {
  const required = Object.hasOwn(scenarios, option) ? scenarios[option] : undefined;
  if (required === undefined) {
    const known = Object.keys(scenarios).join(', ');
    throw invalidInput(`ResourceHandlingOption is ${option}, expected one of ${known}.`);
  }
  const isOf = (type: string) => (arn: string) => arn.split(':')[5]?.startsWith(`${type}/`);
  const missing = required.filter((type) => !resources.some(isOf(type)));
  if (missing.length > 0) {
    throw invalidInput(
      `ResourceHandlingOption ${option} requires resources that ResourceArns does not have: ${missing.join(', ')}.`,
    );
  }
};
