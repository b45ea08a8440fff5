import type { Context } from 'aws-lambda';
import * as z from 'zod/mini';

const custom = z.record(z.string(), z.unknown());
const clientContext = z.union([z.object({ custom }), z.object({ Custom: custom })]);

/**
 * What the gateway says about a call, in the client context of the invocation. Empty for another caller.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-add-target-lambda.html
 */
export const gatewayContextOf = (context: Context): Readonly<Record<string, unknown>> => {
  const parsed = clientContext.safeParse(context.clientContext);
  if (!parsed.success) return {};
  return 'custom' in parsed.data ? parsed.data.custom : parsed.data.Custom;
};
