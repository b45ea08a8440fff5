import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';

/** The model reads the message of a reprompt and can correct its call. */
type Reprompt = {
  readonly state: 'reprompt';
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  readonly message: string;
};

/** Only an operator can repair a hop. The answer has no message: web-api ends the turn. */
export type Refusal = {
  readonly state: 'refusal';
  readonly hop: 6 | 7;
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
};

/** This function has a defect. */
type Defect = {
  readonly state: 'failure';
  /** Status of an OpenAPI answer. */
  readonly httpStatusCode: number;
  readonly message: string;
};

export type Failure = Reprompt | Refusal | Defect;

const reprompt = (httpStatusCode: number, message: string): Reprompt => ({
  state: 'reprompt',
  httpStatusCode,
  message,
});

const refusal = (hop: 6 | 7, httpStatusCode = 502): Refusal => ({
  state: 'refusal',
  hop,
  httpStatusCode,
});

/** Every code of this service, with the agent's answer for it. */
export const failures = {
  TOOL_UNKNOWN: reprompt(404, 'A tool with this name does not exist.'),
  ARGUMENTS_INVALID: reprompt(400, 'The arguments do not match the tool.'),
  GATEWAY_ARGUMENTS_REJECTED: reprompt(400, 'The gateway refused the arguments.'),

  GATEWAY_POLICY_DENIED: refusal(6, 403),
  GATEWAY_UNAUTHORIZED: refusal(6),
  GATEWAY_FORBIDDEN: refusal(6),
  GATEWAY_THROTTLED: refusal(6, 503),
  GATEWAY_TIMEOUT: refusal(6, 504),
  GATEWAY_FAULT: refusal(6),
  GATEWAY_REQUEST_REFUSED: refusal(6),
  GATEWAY_VERSION_UNSUPPORTED: refusal(6),
  GATEWAY_SESSION_REQUIRED: refusal(6),
  GATEWAY_NOT_FOUND: refusal(6),
  GATEWAY_INPUT_REQUIRED: refusal(6),
  GATEWAY_RESPONSE_EMPTY: refusal(6),
  GATEWAY_RESPONSE_INCOMPLETE: refusal(6),
  GATEWAY_RESPONSE_BATCH: refusal(6),
  GATEWAY_RESPONSE_ID_MISMATCH: refusal(6),
  GATEWAY_RESPONSE_MALFORMED: refusal(6),

  GATEWAY_TARGET_MISSING: refusal(7),
  GATEWAY_TARGET_FAILED: refusal(7),
  TOOL_RESULT_MALFORMED: refusal(7),

  INTERNAL_ERROR: {
    state: 'failure',
    httpStatusCode: 500,
    message: 'The call failed with an unexpected error.',
  },
} as const satisfies Readonly<Record<ToolCallFailureCode, Failure>>;

/** The answer for an error of `@hopwise/auth` whose code is not listed above. */
export const accessTokenFailure: Refusal = refusal(6);
