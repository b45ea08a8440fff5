import type { DeployedRole } from '../access/deployed-role.ts';
import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { port } from '../aws-service/ports.ts';
import type { TemplateEdits } from '../edits/template-edits.ts';

/** Roles of the account that are not in the template. */
export const accountRoles = port<readonly DeployedRole[]>('roles of the account');

/** Every current role of the stack, including the operator's. */
export const deployedRoles = port<() => readonly DeployedRole[]>('deployed roles');

/** The state of IAM. */
export type IamState = {
  readonly account: Account;
  /** Read at each request, because an update of the stack changes the roles. */
  readonly roles: () => readonly DeployedRole[];
  readonly edits: TemplateEdits;
};

/** The first role that matches. Throws `NoSuchEntity`. */
export const roleBy = (
  { roles }: IamState,
  matches: (role: DeployedRole) => boolean,
  asked: string,
): DeployedRole => {
  const role = roles().find(matches);
  if (role) return role;
  throw new AwsError('NoSuchEntity', `The role with name ${asked} cannot be found.`, {
    status: 404,
  });
};

/** A role by its name. Throws `NoSuchEntity`. */
export const roleNamed = (asked: string | undefined, iam: IamState): DeployedRole =>
  roleBy(iam, ({ name }) => name === asked, asked ?? '');

/** The ARN on which access to a role is decided, whether or not it exists. */
export const roleResource = (
  { RoleName = '' }: { readonly RoleName?: string | undefined },
  { partition, accountId }: Account,
  { roles }: IamState,
): string =>
  roles().find(({ name }) => name === RoleName)?.arn ??
  `arn:${partition}:iam::${accountId}:role/${RoleName}`;
