import type { HopNumber } from '@hopwise/contracts/hops';
import type { NamedPolicy } from '@hopwise/iam/policy-document';
import type { Caller, Session } from './session.ts';

export type AccessRequest = {
  readonly caller: Caller;
  /** For instance `lambda:InvokeFunction`. */
  readonly action: string;
  readonly resource: string;
  readonly resourcePolicy?: NamedPolicy | undefined;
  /** Condition keys beyond those that follow from the caller. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
  readonly hop: HopNumber | null;
};

export type AccessResult = {
  readonly effect: 'allow' | 'deny';
  /** The statement that decided, or what was missing. */
  readonly by: string;
  /** The principal as the decision record shows it. */
  readonly principal: string;
};

export type AssumeRoleRequest = {
  /** For instance `bedrock.amazonaws.com`. */
  readonly service: string;
  readonly roleArn: string;
  readonly sourceArn: string;
  readonly sourceAccount: string;
  readonly sessionName: string;
  readonly currentTurn: () => string | undefined;
  readonly hop: HopNumber | null;
};

/** The one place where IAM decides. Every decision lands in the decision record. */
export type AccessControl = {
  authorize(request: AccessRequest): AccessResult;
  /** The session, or the denial of the role's trust policy. */
  assumeRole(request: AssumeRoleRequest): Session | (AccessResult & { readonly effect: 'deny' });
  findSession(accessKeyId: string): Session | undefined;
};
