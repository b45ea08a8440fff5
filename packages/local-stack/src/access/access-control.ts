import type { HopNumber } from '@hopwise/contracts/hops';
import type { IamDecision } from '@hopwise/iam/decide';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { DeployedRole } from './deployed-role.ts';
import type { Caller, Session } from './session.ts';

export type AccessRequest = {
  readonly caller: Caller;
  /** For instance `lambda:InvokeFunction`. */
  readonly action: string;
  readonly resource: string;
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** Set if the resource policy must allow, even inside the account: a trust policy, or a key policy. */
  readonly mustBeAllowedByResource?: boolean;
  /** Condition keys in addition to those that the caller determines. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly hop: HopNumber | null;
};

export type AccessResult = {
  readonly effect: 'allow' | 'deny';
  /** The statement that decided, or the missing permission. */
  readonly by: string;
  /** The principal in the form that the decision record shows. */
  readonly principal: string;
  /** The type of the policy with a deny that matches. Undefined if no policy denies explicitly. */
  readonly explicitDenyIn?: IamDecision['policyType'];
};

/** A service that needs to use a role on behalf of a resource. */
export type RoleUser = {
  /** For instance `bedrock.amazonaws.com`. */
  readonly service: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
};

export type AssumeRoleRequest = RoleUser & {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly currentTurn: () => string | undefined;
  readonly hop: HopNumber | null;
  /** The service uses the session only itself and passes its credentials to nobody. */
  readonly isInternal?: true;
};

/** The single place that authorizes IAM requests. It adds their decisions to the decision record. */
export type AccessControl = {
  authorize(request: AccessRequest): AccessResult;
  /** Decides without a record, for what a service does often and without a caller that waits for it. */
  allows(request: Omit<AccessRequest, 'hop'>): boolean;
  /** Whether a role's trust policy lets a service assume it. Decides without a record. */
  trusts(role: DeployedRole, user: RoleUser): boolean;
  /** Returns a session, or the denial by the role's trust policy. */
  assumeRole(request: AssumeRoleRequest): Session | (AccessResult & { readonly effect: 'deny' });
  findSession(accessKeyId: string): Session | undefined;
};
