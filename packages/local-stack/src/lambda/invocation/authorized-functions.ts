import type { HopNumber } from '@hopwise/contracts/hops';
import type { AccessControl } from '../../access/access-control.ts';
import type { Caller } from '../../access/session.ts';
import type { FunctionRunner } from '../environment/function-runner.ts';
import type { DeployedFunction } from '../function/deployed-function.ts';
import { LambdaInvokeError } from '../function/lambda-invoker.ts';

const action = 'lambda:InvokeFunction';

export type InvokeRequest = {
  readonly functionArn: string;
  readonly caller: Caller;
  readonly hop: HopNumber | null;
};

/** Gives access to functions that the caller is allowed to invoke. */
export type AuthorizedFunctions = {
  /** Throws `LambdaInvokeError`: AccessDeniedException, then ResourceNotFoundException. */
  get(request: InvokeRequest): FunctionRunner;
  /** The version that an invocation of this ARN executes. An alias refers to one. */
  versionOf(functionArn: string): string;
};

const callerName = (caller: Caller): string =>
  caller.kind === 'session' ? `User: ${caller.session.principalArn}` : caller.service;

const deniedMessage = ({ caller, functionArn }: InvokeRequest): string => {
  const policy = caller.kind === 'session' ? 'identity-based' : 'resource-based';
  return `${callerName(caller)} is not authorized to perform: ${action} on resource: ${functionArn} because no ${policy} policy allows the ${action} action`;
};

export type FoundFunction = {
  readonly deployedFunction: DeployedFunction;
  readonly runner: FunctionRunner;
};

export const authorizedFunctions = (input: {
  /** Finds a function that is deployed now. */
  readonly find: (functionArn: string) => FoundFunction | undefined;
  readonly access: AccessControl;
}): AuthorizedFunctions => ({
  versionOf: (functionArn) => input.find(functionArn)?.deployedFunction.version ?? '$LATEST',
  get(request) {
    const { functionArn, caller, hop } = request;
    const found = input.find(functionArn);
    const { effect } = input.access.authorize({
      caller,
      action,
      resource: functionArn,
      resourcePolicy: found?.deployedFunction.resourcePolicy,
      hop,
    });
    if (effect === 'deny') {
      throw new LambdaInvokeError('AccessDeniedException', deniedMessage(request));
    }
    if (found !== undefined) return found.runner;
    throw new LambdaInvokeError('ResourceNotFoundException', `Function not found: ${functionArn}`);
  },
});
