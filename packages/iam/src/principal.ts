import type { PrincipalElement } from './policy-document.ts';

/** Who makes a request. */
export type IamPrincipal =
  | {
      readonly type: 'AWS';
      /** ARN of the user or of the assumed-role session. */
      readonly arn: string;
      /** The role that the session assumed; follows from a session's ARN unless the role has a path. */
      readonly roleArn?: string | undefined;
      readonly accountId: string;
    }
  | {
      readonly type: 'Service';
      /** For instance `bedrock.amazonaws.com`. */
      readonly service: string;
    };

/**
 * How a statement of a resource policy names the caller: the caller itself (or everyone), the role
 * behind its session, or its account, which only lets the account's own policies decide.
 */
export type PrincipalGrant = 'caller' | 'role' | 'account';

const strength: readonly PrincipalGrant[] = ['account', 'role', 'caller'];

/** The grant that reaches furthest. */
export const strongestGrant = (grants: readonly PrincipalGrant[]): PrincipalGrant | undefined =>
  strength.findLast((grant) => grants.includes(grant));

/** The role behind a session or role ARN. */
export const roleArnOf = (principal: IamPrincipal & { type: 'AWS' }): string | undefined => {
  if (principal.roleArn !== undefined) return principal.roleArn;
  if (/^arn:[^:]+:iam::\d*:role\//.test(principal.arn)) return principal.arn;
  const [, partition, accountId, role] =
    /^arn:([^:]+):sts::(\d+):assumed-role\/([^/]+)\/[^/]+$/.exec(principal.arn) ?? [];
  return role && `arn:${partition}:iam::${accountId}:role/${role}`;
};

/** The principal in one line for people. */
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

const isAccount = ({ value }: Entry, accountId: string): boolean =>
  value === accountId || /^arn:[^:]+:iam::(\d{12}):root$/.exec(value)?.[1] === accountId;

const grantOf = (entry: Entry, principal: IamPrincipal): PrincipalGrant | undefined => {
  if (isEveryone(entry)) return 'caller';
  if (entry.type !== principal.type) return undefined;
  if (principal.type === 'Service') return entry.value === principal.service ? 'caller' : undefined;
  if (entry.value === roleArnOf(principal)) return 'role';
  if (entry.value === principal.arn) return 'caller';
  return isAccount(entry, principal.accountId) ? 'account' : undefined;
};

/** How a `Principal` element names the caller; undefined where it does not. */
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
 * Whether a `NotPrincipal` element spares the caller from a deny. IAM looks at every identity of the caller: session,
 * role and account must all be listed.
 * See https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_notprincipal.html
 */
export const isSparedFromDeny = (element: PrincipalElement, principal: IamPrincipal): boolean => {
  const entries = principalEntries(element);
  if (entries.some(isEveryone)) return true;
  const grants = entries.map((entry) => grantOf(entry, principal));
  if (principal.type === 'Service') return grants.includes('caller');
  const isSession = roleArnOf(principal) !== undefined && roleArnOf(principal) !== principal.arn;
  const listed = entries.some(({ value }) => value === principal.arn);
  return listed && grants.includes('account') && (!isSession || grants.includes('role'));
};
