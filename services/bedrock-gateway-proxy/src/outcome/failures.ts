import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';

/** `reprompt`: the model can correct its call. `failure`: only an operator can fix the problem. */
export type FailureState = 'reprompt' | 'failure';

export type Failure = {
  readonly state: FailureState;
  /** The hop that failed, or `undefined` if no hop failed. */
  readonly hop: 6 | 7 | undefined;
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  /** The model reads this sentence, and the user can see it. */
  readonly message: string;
};

const reprompt = (httpStatusCode: number, message: string): Failure => ({
  state: 'reprompt',
  hop: undefined,
  httpStatusCode,
  message,
});

const hop6 = (httpStatusCode: number, message: string): Failure => ({
  state: 'failure',
  hop: 6,
  httpStatusCode,
  message,
});

const hop7 = (message: string): Failure => ({
  state: 'failure',
  hop: 7,
  httpStatusCode: 502,
  message,
});

/** Every code of this service, with the agent's answer for it. */
export const failures = {
  TOOL_UNKNOWN: reprompt(404, 'A tool with this name does not exist.'),
  ARGUMENTS_INVALID: reprompt(400, 'The arguments do not match the tool.'),
  GATEWAY_ARGUMENTS_REJECTED: reprompt(400, 'The gateway refused the arguments.'),
  GATEWAY_POLICY_DENIED: {
    ...reprompt(403, "The gateway's policy does not allow this tool call. Do not repeat it."),
    hop: 6,
  },

  GATEWAY_UNAUTHORIZED: hop6(502, 'The gateway refused the access token.'),
  GATEWAY_FORBIDDEN: hop6(502, 'The gateway does not allow this client.'),
  GATEWAY_THROTTLED: hop6(503, 'The gateway is throttling calls.'),
  GATEWAY_TIMEOUT: hop6(504, 'The gateway did not answer in time.'),
  GATEWAY_FAULT: hop6(502, 'The gateway failed.'),
  GATEWAY_REQUEST_REFUSED: hop6(502, 'The gateway refused the request.'),
  GATEWAY_VERSION_UNSUPPORTED: hop6(502, 'The gateway does not support MCP version 2025-11-25.'),
  GATEWAY_SESSION_REQUIRED: hop6(
    502,
    'The gateway requires an MCP session, which this function does not use.',
  ),
  GATEWAY_INPUT_REQUIRED: hop6(502, 'The gateway requests input from a person.'),
  GATEWAY_RESPONSE_EMPTY: hop6(502, 'The gateway answered without a result.'),
  GATEWAY_RESPONSE_INCOMPLETE: hop6(502, "The gateway's stream ended before its result."),
  GATEWAY_RESPONSE_BATCH: hop6(502, 'The gateway answered with a batch.'),
  GATEWAY_RESPONSE_ID_MISMATCH: hop6(502, 'The gateway answered a different request.'),
  GATEWAY_RESPONSE_MALFORMED: hop6(502, "The gateway's answer is not JSON-RPC."),

  GATEWAY_TARGET_FAILED: hop7('The gateway could not run the tool.'),
  TOOL_RESULT_MALFORMED: hop7("The tool's answer is not a tool result."),

  INTERNAL_ERROR: {
    state: 'failure',
    hop: undefined,
    httpStatusCode: 500,
    message: 'The call failed with an unexpected error.',
  },
} as const satisfies Readonly<Record<ToolCallFailureCode, Failure>>;

/** The answer for an error of `@hopwise/auth` whose code is not listed above. */
export const accessTokenFailure: Failure = hop6(
  502,
  'The gateway could not be called with an access token.',
);
