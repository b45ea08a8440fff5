import table from '../../generated/managed-policies.json' with { type: 'json' };
import { parsePolicyDocument } from '../parse-policy-document.ts';
import type { PolicyDocument } from '../policy-document.ts';

const managedPolicies: Readonly<Record<string, unknown>> = table.policies;

const parsed = new Map<string, PolicyDocument>();

/**
 * The newest document of an AWS managed policy by its ARN, for example
 * `arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole`. `undefined` means that the table does not have
 * the policy: nobody can tell what it allows. Other partitions have other documents, which the table does not have.
 */
export const managedPolicyDocument = (arn: string): PolicyDocument | undefined => {
  const known = parsed.get(arn);
  const source = Object.hasOwn(managedPolicies, arn) ? managedPolicies[arn] : undefined;
  if (known !== undefined || source === undefined) return known;
  const { document } = parsePolicyDocument(source, arn);
  parsed.set(arn, document);
  return document;
};
