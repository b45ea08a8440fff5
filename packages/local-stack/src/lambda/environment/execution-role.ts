import type { HopNumber } from '@hopwise/contracts/hops';
import type { AccessControl } from '../../access/access-control.ts';
import type { Session } from '../../access/session.ts';
import type { Account } from '../../account.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';

/** The turn that an execution environment currently works on. */
export type Work = { turn: string | undefined };

export type RoleUse = { readonly work: Work; readonly hop: HopNumber | null };

type ExecutionRoleContext = {
  readonly access: Pick<AccessControl, 'assumeRole'>;
  readonly account: Account;
};

/** Assumes the execution role of a function for an execution environment. Throws `LambdaInvokeError`. */
export const assumeExecutionRole = (
  { access, account }: ExecutionRoleContext,
  deployedFunction: DeployedFunction,
  { work, hop }: RoleUse,
): Session => {
  const assumed = access.assumeRole({
    service: 'lambda.amazonaws.com',
    roleArn: deployedFunction.roleArn,
    sourceArn: deployedFunction.arn,
    sourceAccount: account.accountId,
    sessionName: deployedFunction.name,
    currentTurn: () => work.turn,
    hop,
  });
  if ('accessKeyId' in assumed) return assumed;
  throw new LambdaInvokeError(
    'AccessDeniedException',
    'The role defined for the function cannot be assumed by Lambda.',
  );
};
