import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { DeployedRole, RolePolicy } from '../access/deployed-role.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { pageOf } from '../aws-endpoint/page.ts';

/** Default number of items of a list. See https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html */
const defaultItems = 100;
const maxItems = 1000;

/** The name of an inline policy: explanations name the policy after its role. */
export const policyNameOf = ({ name }: NamedPolicy): string => name.slice(name.indexOf('/') + 1);

/** An inline policy of a role by its name. Throws `NoSuchEntity`. */
export const inlinePolicyOf = (role: DeployedRole, policyName: string): RolePolicy => {
  const found = role.identityPolicies.find((policy) => policyNameOf(policy) === policyName);
  if (found) return found;
  throw new AwsError('NoSuchEntity', `The role policy with name ${policyName} cannot be found.`, {
    status: 404,
  });
};

/** IAM returns policies percent-encoded (RFC 3986). */
export const encodedPolicy = ({ document, source = document }: RolePolicy): string =>
  encodeURIComponent(JSON.stringify(source)).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

type Asked = { readonly Marker?: string | undefined; readonly MaxItems?: number | undefined };

/** One page of a list of IAM's API. */
export const iamPage = <Item>(items: readonly Item[], asked: Asked, query: unknown) => {
  const page = pageOf(
    items,
    { token: asked.Marker, limit: asked.MaxItems ?? defaultItems, query },
    { maxLimit: maxItems, invalid: (message) => new AwsError('ValidationError', message) },
  );
  const { items: shown, nextToken } = page;
  return { shown, more: { IsTruncated: nextToken !== undefined, Marker: nextToken } };
};
