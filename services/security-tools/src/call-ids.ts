import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';
import { gatewayContextOf } from './gateway-context.ts';

const id = z.string().check(z.regex(/^[\w.:=+/-]{1,128}$/));

/**
 * The ids of a call, for the log. The gateway assigns `gatewayRequestId`. The gateway's client chooses the id of its message:
 * for the proxy it is the id of the proxy's invocation, and any other client can claim the same id.
 */
export const callIdsOf = (context: Context): Readonly<Record<string, string | undefined>> => {
  const { bedrockAgentCoreAwsRequestId, bedrockAgentCoreMcpMessageId } = gatewayContextOf(context);
  return {
    awsRequestId: context.awsRequestId,
    gatewayRequestId: id.safeParse(bedrockAgentCoreAwsRequestId).data,
    claimedMessageId: id.safeParse(bedrockAgentCoreMcpMessageId).data,
  };
};
