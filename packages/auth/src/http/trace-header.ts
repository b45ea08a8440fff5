/**
 * The tracing header of the current invocation. It connects the logs of the issuer and of the gateway to the
 * invocation. Lambda sets the variable for each invocation.
 * https://docs.aws.amazon.com/xray/latest/devguide/xray-services-agentcore.html
 */
export const traceHeader = (): Readonly<Record<string, string>> => {
  const traceId = process.env._X_AMZN_TRACE_ID;
  return traceId && /^[\x21-\x7e]{1,512}$/.test(traceId) ? { 'x-amzn-trace-id': traceId } : {};
};
