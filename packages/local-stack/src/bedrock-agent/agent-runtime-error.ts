/** The exceptions of InvokeAgent, with their HTTP status before the stream starts. */
export const exceptionStatus = {
  ValidationException: 400,
  AccessDeniedException: 403,
  ResourceNotFoundException: 404,
  DependencyFailedException: 424,
  InternalServerException: 500,
  BadGatewayException: 502,
} as const;

export type AgentExceptionName = keyof typeof exceptionStatus;

export type AgentExceptionOptions = ErrorOptions & {
  /** The dependency that failed: a Lambda function's ARN or a model's id. */
  readonly resourceName?: string;
  readonly reason?: string;
};

/**
 * A failed InvokeAgent: an HTTP error before the stream starts, or an exception frame in the stream.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html
 */
export class AgentRuntimeError extends Error {
  override readonly name = 'AgentRuntimeError';
  readonly code: AgentExceptionName;
  readonly resourceName: string | undefined;
  readonly reason: string | undefined;

  constructor(code: AgentExceptionName, message: string, options: AgentExceptionOptions = {}) {
    super(message, options);
    this.code = code;
    this.resourceName = options.resourceName;
    this.reason = options.reason;
  }
}

/** The exception's members on the wire. */
export const exceptionBody = (error: AgentRuntimeError): Readonly<Record<string, string>> => ({
  message: error.message,
  ...(error.resourceName !== undefined && { resourceName: error.resourceName }),
  ...(error.reason !== undefined && { reason: error.reason }),
});
