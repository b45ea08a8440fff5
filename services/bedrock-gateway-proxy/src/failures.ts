import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';

/** Who can mend it: the model, by another call, or whoever runs the system. */
export type FailureState = 'reprompt' | 'failure';

export type Failure = {
  readonly state: FailureState;
  /** The hop that broke; `undefined` where every hop that was reached did its work. */
  readonly hop: 6 | 7 | undefined;
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  /** Neutral: it is read by the model and may reach the user. */
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

/** Every code of this service and what the agent gets for it. */
export const failures = {
  TOOL_UNKNOWN: reprompt(404, 'There is no tool of this name.'),
  ARGUMENTS_INVALID: reprompt(400, 'The arguments do not fit the tool.'),
  GATEWAY_ARGUMENTS_REJECTED: reprompt(400, 'The gateway refused the arguments.'),
  GATEWAY_POLICY_DENIED: {
    ...reprompt(403, "The gateway's policy does not allow this tool call. Do not repeat it."),
    hop: 6,
  },

  GATEWAY_UNAUTHORIZED: hop6(502, 'The gateway did not accept the access token.'),
  GATEWAY_FORBIDDEN: hop6(502, 'The gateway does not let this client in.'),
  GATEWAY_THROTTLED: hop6(503, 'The gateway takes no more calls at the moment.'),
  GATEWAY_TIMEOUT: hop6(504, 'The gateway did not answer in time.'),
  GATEWAY_FAULT: hop6(502, 'The gateway failed.'),
  GATEWAY_REQUEST_REFUSED: hop6(502, 'The gateway refused the request.'),
  GATEWAY_VERSION_UNSUPPORTED: hop6(502, 'The gateway does not serve MCP version 2025-11-25.'),
  GATEWAY_SESSION_REQUIRED: hop6(502, 'The gateway asks for an MCP session, and none is used.'),
  GATEWAY_INPUT_REQUIRED: hop6(502, 'The gateway asks for input that only a person can give.'),
  GATEWAY_RESPONSE_EMPTY: hop6(502, 'The gateway answered without a result.'),
  GATEWAY_RESPONSE_INCOMPLETE: hop6(502, "The gateway's stream ended before its result."),
  GATEWAY_RESPONSE_BATCH: hop6(502, 'The gateway answered with a batch.'),
  GATEWAY_RESPONSE_ID_MISMATCH: hop6(502, 'The gateway answered another request.'),
  GATEWAY_RESPONSE_MALFORMED: hop6(502, 'The gateway answered with something else than JSON-RPC.'),

  GATEWAY_TARGET_FAILED: hop7('The gateway could not run the tool.'),
  TOOL_RESULT_MALFORMED: hop7('The tool returned something else than a tool result.'),

  INTERNAL_ERROR: {
    state: 'failure',
    hop: undefined,
    httpStatusCode: 500,
    message: 'The call failed for an unexpected reason.',
  },
} as const satisfies Readonly<Record<ToolCallFailureCode, Failure>>;

export type FailureCode = ToolCallFailureCode;

/** What the agent gets when `@hopwise/auth` refuses or fails with a code that is not listed above. */
export const accessTokenFailure: Failure = hop6(
  502,
  'The gateway could not be called with an access token.',
);
