import { jsonProblem, parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';
import type { AccessControl } from '../../access/access-control.ts';
import { LambdaInvokeError, type LambdaInvoker } from '../../lambda/function/lambda-invoker.ts';
import type { DeployedGateway } from '../deployed-gateway.ts';
import type { ListedTool } from './tool-list.ts';

export type TargetCall = {
  readonly tool: ListedTool;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly messageId: string | number;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  readonly signal: AbortSignal;
};

/** The function's return value as text, or the cause of a failure. */
export type TargetResult = { readonly text: string } | { readonly cause: string };

export type TargetCaller = {
  readonly gateway: DeployedGateway;
  readonly access: AccessControl;
  readonly lambda: LambdaInvoker;
  readonly accountId: string;
};

/**
 * Hop 7: the gateway assumes its role and invokes the target's function with only the tool's arguments.
 * Returns the function's return value as JSON text, or the cause of the failure.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html
 */
export const callTarget = async (call: TargetCall, caller: TargetCaller): Promise<TargetResult> => {
  const { gateway, access, accountId } = caller;
  const session = access.assumeRole({
    service: 'bedrock-agentcore.amazonaws.com',
    roleArn: gateway.roleArn,
    sourceArn: gateway.arn,
    sourceAccount: accountId,
    sessionName: gateway.gatewayId,
    currentTurn: () => call.turn,
    hop: 7,
    isInternal: true,
  });
  if ('effect' in session) return { cause: "The gateway's role could not be assumed." };
  try {
    const { functionError, payload } = await caller.lambda.invoke({
      functionArn: call.tool.target.lambdaArn,
      payload: Buffer.from(JSON.stringify(call.arguments)),
      clientContext: { custom: customContext(call, gateway) },
      caller: { kind: 'session', session },
      hop: 7,
      turn: call.turn,
      signal: call.signal,
    });
    return functionError === undefined ? returnValue(payload) : { cause: causeOf(payload) };
  } catch (error) {
    if (error instanceof LambdaInvokeError) return { cause: error.message };
    throw error;
  }
};

const customContext = ({ tool, messageId }: TargetCall, { gatewayId }: DeployedGateway) => ({
  bedrockAgentCoreMessageVersion: '1.0',
  bedrockAgentCoreAwsRequestId: crypto.randomUUID(),
  bedrockAgentCoreMcpMessageId: String(messageId),
  bedrockAgentCoreGatewayId: gatewayId,
  bedrockAgentCoreTargetId: tool.target.targetId,
  bedrockAgentCoreToolName: tool.name,
});

/** The whole return value as JSON text. Without a return value it is null. */
const returnValue = (payload: Uint8Array): TargetResult => {
  const text = Buffer.from(payload).toString('utf8');
  try {
    return { text: text === '' ? 'null' : JSON.stringify(parseBoundedJson(text)) };
  } catch (cause) {
    return { cause: `The function returned a value that ${jsonProblem(cause)}.` };
  }
};

const functionFailure = z.looseObject({ errorMessage: z.string() });

/** The error message of a failed function. */
const causeOf = (payload: Uint8Array): string => {
  const result = returnValue(payload);
  const failure =
    'text' in result ? functionFailure.safeParse(JSON.parse(result.text)).data : undefined;
  return failure?.errorMessage ?? 'The function failed.';
};
