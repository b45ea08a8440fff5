import type { LambdaInvoker } from '../../lambda/function/lambda-invoker.ts';
import { LambdaInvokeError } from '../../lambda/function/lambda-invoker.ts';
import { AgentRuntimeError } from '../agent-runtime-error.ts';
import {
  type ActionGroupContext,
  actionGroupEvent,
  type EncodedCall,
} from './action-group-event.ts';
import { type ActionGroupAnswer, readActionGroupResponse } from './action-group-response.ts';

export type ActionGroupCaller = ActionGroupContext & {
  readonly lambda: LambdaInvoker;
  readonly accountId: string;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  readonly signal: AbortSignal;
};

/**
 * Hop 5: Bedrock invokes the action group's function on behalf of the agent. Throws
 * `DependencyFailedException` when the invocation is denied or fails, or the response is not an action
 * group response.
 */
export const callActionGroup = async (
  call: EncodedCall,
  caller: ActionGroupCaller,
): Promise<ActionGroupAnswer> => {
  const { lambdaArn } = call.tool.actionGroup;
  const result = await invoke(call, caller);
  if (result.functionError !== undefined) {
    throw dependencyFailed(
      lambdaArn,
      `Your request couldn't be completed. Lambda function ${lambdaArn} encountered a problem while processing request. Check the Lambda function log for error details, then try your request again after fixing the error.`,
    );
  }
  const answer = readActionGroupResponse(result.payload, call.tool);
  if (answer.state === 'FAILURE') {
    throw dependencyFailed(
      lambdaArn,
      `The Lambda function ${lambdaArn} answered with the response state FAILURE.`,
    );
  }
  return answer;
};

const invoke = async (call: EncodedCall, caller: ActionGroupCaller) => {
  const { lambdaArn } = call.tool.actionGroup;
  try {
    return await caller.lambda.invoke({
      functionArn: lambdaArn,
      payload: Buffer.from(JSON.stringify(actionGroupEvent(call, caller))),
      caller: {
        kind: 'service',
        service: 'bedrock.amazonaws.com',
        sourceArn: caller.agent.agentArn,
        sourceAccount: caller.accountId,
        turn: caller.turn,
      },
      hop: 5,
      turn: caller.turn,
      signal: caller.signal,
    });
  } catch (cause) {
    if (!(cause instanceof LambdaInvokeError)) throw cause;
    const denied = cause.code === 'AccessDeniedException';
    throw dependencyFailed(
      lambdaArn,
      denied
        ? `Access denied while invoking Lambda function ${lambdaArn}. Check the permissions of the function's resource-based policy and try again.`
        : `The Lambda function ${lambdaArn} could not be invoked: ${cause.code}.`,
      cause,
    );
  }
};

const dependencyFailed = (
  resourceName: string,
  message: string,
  cause?: unknown,
): AgentRuntimeError =>
  new AgentRuntimeError('DependencyFailedException', message, { resourceName, cause });
