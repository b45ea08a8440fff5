import type { PrincipalElement } from './policy-document.ts';

/** The caller of a request. */
export type IamPrincipal =
  | {
      readonly type: 'AWS';
      /** ARN of the user or of the assumed-role session. */
      readonly arn: string;
      /** The role that the session assumed. Required only for a role with a path; otherwise `arn` contains it. */
      readonly roleArn?: string | undefined;
      readonly accountId: string;
    }
  | {
      readonly type: 'Service';
      /** For example `bedrock.amazonaws.com`. */
      readonly service: string;
    };

/**
 * How a resource policy names the caller: as the caller itself (or everyone), as the role of its session, or as
 * its account. A grant to the account delegates the decision to the account's identity policies.
 */
export type PrincipalGrant = 'caller' | 'role' | 'account';

const strength: readonly PrincipalGrant[] = ['account', 'role', 'caller'];

/** The grant with the widest effect. */
export const strongestGrant = (grants: readonly PrincipalGrant[]): PrincipalGrant | undefined =>
  strength.findLast((grant) => grants.includes(grant));

/** The ARN of the caller's role. `undefined` for a user. */
export const roleArnOf = (principal: IamPrincipal & { type: 'AWS' }): string | undefined => {
  if (principal.roleArn !== undefined) return principal.roleArn;
  if (/^arn:[^:]+:iam::\d*:role\//.test(principal.arn)) return principal.arn;
  const [, partition, accountId, role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/[^/]+$/.exec(principal.arn) ?? [];
  return role && `arn:${partition}:iam::${accountId}:role/${role}`;
};

/** The principal as explanations show it. */
export const nameOf = (principal: IamPrincipal): string =>
  principal.type === 'AWS' ? principal.arn : principal.service;

type Entry = { readonly type: string; readonly value: string };

export const principalEntries = (element: PrincipalElement): readonly Entry[] =>
  element === '*'
    ? [{ type: 'AWS', value: '*' }]
    : Object.entries(element).flatMap(([type, values]) =>
        [values].flat().map((value) => ({ type, value })),
      );

const isEveryone = ({ type, value }: Entry): boolean => type === 'AWS' && value === '*';

/** An account of another partition with the same id is another account. */
const isAccount = ({ value }: Entry, { arn, accountId }: IamPrincipal & { type: 'AWS' }): boolean =>
  value === accountId || value === `arn:${arn.split(':')[1]}:iam::${accountId}:root`;

const isRoot = ({ arn, accountId }: IamPrincipal & { type: 'AWS' }): boolean =>
  arn.endsWith(`:iam::${accountId}:root`);

const grantOf = (entry: Entry, principal: IamPrincipal): PrincipalGrant | undefined => {
  if (isEveryone(entry)) return 'caller';
  if (entry.type !== principal.type) return undefined;
  if (principal.type === 'Service') return entry.value === principal.service ? 'caller' : undefined;
  if (entry.value === roleArnOf(principal)) return 'role';
  if (entry.value === principal.arn) return 'caller';
  return isAccount(entry, principal) ? 'account' : undefined;
};

/** How a `Principal` element names the caller. `undefined` when it does not. */
export const matchPrincipal = (
  element: PrincipalElement,
  principal: IamPrincipal,
): PrincipalGrant | undefined =>
  strongestGrant(
    principalEntries(element)
      .map((entry) => grantOf(entry, principal))
      .filter((grant) => grant !== undefined),
  );

/**
 * Whether a `NotPrincipal` element exempts the caller from a deny. The element must list the caller's session, role
 * and account.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export const isExemptFromDeny = (element: PrincipalElement, principal: IamPrincipal): boolean => {
  const entries = principalEntries(element);
  if (entries.some(isEveryone)) return true;
  const grants = entries.map((entry) => grantOf(entry, principal));
  if (principal.type === 'Service') return grants.includes('caller');
  const roleArn = roleArnOf(principal);
  const isSession = roleArn !== undefined && roleArn !== principal.arn;
  const isListed = entries.some(({ value }) => value === principal.arn);
  const isAccountListed = entries.some((entry) => isAccount(entry, principal));
  if (isRoot(principal)) return isAccountListed;
  return isListed && isAccountListed && (!isSession || grants.includes('role'));
};
