const { env } = process;

const parseHeader = (value) => (value ? JSON.parse(value) : undefined);

/**
 * The `context` argument of a handler, from the headers of `invocation/next`.
 * @param {import('node:http').IncomingHttpHeaders} headers
 */
export const invocationContext = (headers) => {
  const deadlineMs = Number(headers['lambda-runtime-deadline-ms']);
  return {
    awsRequestId: headers['lambda-runtime-aws-request-id'],
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    xRayTraceId: headers['lambda-runtime-trace-id'],
    clientContext: parseHeader(headers['lambda-runtime-client-context']),
    identity: parseHeader(headers['lambda-runtime-cognito-identity']),
    functionName: env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: env.AWS_LAMBDA_FUNCTION_VERSION,
    memoryLimitInMB: env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: env.AWS_LAMBDA_LOG_STREAM_NAME,
    getRemainingTimeInMillis: () => deadlineMs - Date.now(),
  };
};

/** Sets the invocation's tracing header in the variable that the SDKs read. */
export const setTraceId = (traceId) => {
  if (traceId === undefined) {
    delete env._X_AMZN_TRACE_ID;
  } else {
    env._X_AMZN_TRACE_ID = traceId;
  }
};
