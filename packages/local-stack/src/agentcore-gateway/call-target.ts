import type { AccessControl } from '../access/access-control.ts';
import { LambdaInvokeError, type LambdaInvoker } from '../lambda/lambda-invoker.ts';
import type { DeployedGateway } from './deployed-gateway.ts';
import type { ListedTool } from './tool-list.ts';

export type TargetCall = {
  readonly tool: ListedTool;
  readonly arguments: Readonly<Record<string, unknown>>;
  readonly messageId: string | number;
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
  readonly signal: AbortSignal;
};

export type TargetCaller = {
  readonly gateway: DeployedGateway;
  readonly access: AccessControl;
  readonly lambda: LambdaInvoker;
  readonly accountId: string;
};

/**
 * Hop 7: the gateway assumes its role and invokes the target's function with the bare arguments. The
 * function's return value as JSON text; undefined where the target failed, whatever the reason.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html
 */
export const callTarget = async (
  call: TargetCall,
  caller: TargetCaller,
): Promise<string | undefined> => {
  const { gateway, access, accountId } = caller;
  const session = access.assumeRole({
    service: 'bedrock-agentcore.amazonaws.com',
    roleArn: gateway.roleArn,
    sourceArn: gateway.arn,
    sourceAccount: accountId,
    sessionName: gateway.gatewayId,
    currentTurn: () => call.turn,
    hop: 7,
  });
  if ('effect' in session) return undefined;
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
    return functionError === undefined ? returnValue(payload) : undefined;
  } catch (error) {
    if (error instanceof LambdaInvokeError) return undefined;
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

/** The whole return value as JSON text; a function that returns nothing returns null. */
const returnValue = (payload: Uint8Array): string | undefined => {
  const text = Buffer.from(payload).toString('utf8');
  try {
    return text === '' ? 'null' : JSON.stringify(JSON.parse(text));
  } catch {
    return undefined;
  }
};
