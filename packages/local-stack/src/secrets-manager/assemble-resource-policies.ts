import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { parsePolicyDocument } from '@hopwise/iam/parse-policy-document';
import type { Statement } from '@hopwise/iam/policy-document';
import type { TypedResource } from '../deployment/deployed-resources.ts';
import type { PropertiesOf } from '../deployment/resource-type.ts';
import { TemplateError } from '../template/template-error.ts';
import type { SecretPolicy } from './deployed-secret.ts';
import type { resourcePolicy } from './resource-types/resource-policy.ts';

type PolicyResource = TypedResource<PropertiesOf<typeof resourcePolicy>>;

/** What a policy can name its secret by. */
type Named = { readonly arn: string; readonly name: string };

/**
 * The resource policy of each secret, by ARN.
 *
 * @throws TemplateError for a policy of a secret outside the template, a second policy of a secret, and a policy that
 *   `BlockPublicPolicy` refuses
 */
export const assembleResourcePolicies = (
  policies: readonly PolicyResource[],
  secrets: readonly Named[],
): ReadonlyMap<string, SecretPolicy> => {
  const byArn = new Map<string, SecretPolicy>();
  for (const { logicalId, properties } of policies) {
    const { SecretId } = properties;
    const secret = secrets.find(({ arn, name }) => SecretId === arn || SecretId === name);
    if (!secret) throw new TemplateError(`${logicalId} names a secret outside the template.`);
    if (byArn.has(secret.arn)) {
      throw new TemplateError(
        `${logicalId} is a second resource policy of the secret ${secret.name}, which can have one.`,
      );
    }
    byArn.set(secret.arn, policyOf(logicalId, properties));
  }
  return byArn;
};

const policyOf = (
  logicalId: string,
  { ResourcePolicy, BlockPublicPolicy }: PolicyResource['properties'],
): SecretPolicy => {
  const source =
    typeof ResourcePolicy === 'string' ? parseJson(logicalId, ResourcePolicy) : ResourcePolicy;
  const policy = parsePolicyDocument(source, logicalId);
  for (const statement of policy.document.Statement) {
    if (statement.Principal === undefined && statement.NotPrincipal === undefined) {
      throw new TemplateError(`${logicalId} has a statement without a Principal.`);
    }
    if (BlockPublicPolicy && isPublic(statement)) {
      throw new TemplateError(
        `${logicalId} allows everyone, and its BlockPublicPolicy refuses such a policy.`,
      );
    }
  }
  return { ...policy, source };
};

const parseJson = (logicalId: string, text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch (cause) {
    throw new TemplateError(`${logicalId} has a ResourcePolicy that ${jsonProblem(cause)}.`, {
      cause,
    });
  }
};

/**
 * AWS decides with a solver whether a policy grants broad access. The local stack recognises a grant to everyone without
 * a condition.
 * https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_PutResourcePolicy.html
 */
const isPublic = ({ Effect, Principal, NotPrincipal, Condition }: Statement): boolean => {
  if (Effect !== 'Allow' || Condition !== undefined) return false;
  if (NotPrincipal !== undefined || Principal === '*') return true;
  return [Principal?.AWS ?? []].flat().includes('*');
};
