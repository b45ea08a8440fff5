import type { AgentErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopNumber } from '@hopwise/contracts/hops';
import { WebApiError } from '../errors.ts';

type Failure = {
  readonly code: AgentErrorCode;
  readonly message: string;
  readonly hop?: HopNumber;
};

const accessDenied: Failure = {
  code: 'AGENT_ACCESS_DENIED',
  message: "The web API's execution role may not invoke the agent's alias.",
  hop: 3,
};

const maintenanceMode: Failure = {
  code: 'AGENT_MAINTENANCE_MODE',
  message: 'Amazon Bedrock Agents is closed to this account: it is in maintenance mode.',
  hop: 3,
};

const credentialsRejected: Failure = {
  code: 'AGENT_CREDENTIALS_REJECTED',
  message: "The credentials of the web API's execution role were missing or not accepted.",
  hop: 3,
};

const roleDenied: Failure = {
  code: 'AGENT_ROLE_DENIED',
  message: "The agent could not assume its service role, or the role lacks the model's permission.",
  hop: 4,
};

const functionDenied: Failure = {
  code: 'AGENT_DEPENDENCY_FAILED',
  message: "The agent may not invoke its action group's function.",
  hop: 5,
};

/** By exception name, see https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html#API_agent-runtime_InvokeAgent_Errors */
const failures: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['AccessDeniedException', accessDenied],
  [
    'ValidationException',
    { code: 'AGENT_REQUEST_INVALID', message: 'The agent did not accept the request.' },
  ],
  [
    'ServiceQuotaExceededException',
    { code: 'AGENT_QUOTA_EXCEEDED', message: 'A service quota of the agent is used up.' },
  ],
  [
    'ResourceNotFoundException',
    { code: 'AGENT_NOT_FOUND', message: 'The agent or its alias does not exist.' },
  ],
  [
    'ConflictException',
    { code: 'AGENT_CONFLICT', message: 'The agent is busy with another turn of this session.' },
  ],
  [
    'DependencyFailedException',
    { code: 'AGENT_DEPENDENCY_FAILED', message: 'Something that the agent depends on failed.' },
  ],
  [
    'ModelNotReadyException',
    { code: 'AGENT_MODEL_NOT_READY', message: "The agent's model is not ready yet." },
  ],
  [
    'ThrottlingException',
    { code: 'AGENT_THROTTLED', message: 'The agent has too many requests at the moment.' },
  ],
  [
    'InternalServerException',
    { code: 'AGENT_INTERNAL_ERROR', message: 'The agent failed inside Amazon Bedrock.' },
  ],
  [
    'BadGatewayException',
    { code: 'AGENT_BAD_GATEWAY', message: 'The agent could not reach something it depends on.' },
  ],
  ['ExpiredTokenException', credentialsRejected],
  ['UnrecognizedClientException', credentialsRejected],
  ['InvalidSignatureException', credentialsRejected],
  ['IncompleteSignatureException', credentialsRejected],
  ['MissingAuthenticationTokenException', credentialsRejected],
  ['CredentialsProviderError', credentialsRejected],
]);

const unreachable: Failure = {
  code: 'AGENT_UNREACHABLE',
  message: 'No connection to the agent could be made or kept.',
};

const unknownFailure: Failure = {
  code: 'AGENT_FAILED',
  message: 'The agent failed in a way that this API does not know.',
};

const incomplete: Failure = {
  code: 'AGENT_STREAM_INCOMPLETE',
  message: "The agent's answer broke off.",
};

const asError = ({ code, message, hop }: Failure, cause?: unknown): WebApiError =>
  new WebApiError(code, message, { cause, hop });

const refine = (failure: Failure | undefined, message: string): Failure | undefined => {
  if (failure === accessDenied && /maintenance mode/i.test(message)) return maintenanceMode;
  // A function without a grant for Bedrock is told apart from one that failed by the words alone.
  const namesFunction = /access denied|not authorized/i.test(message) && /lambda/i.test(message);
  return failure?.code === 'AGENT_DEPENDENCY_FAILED' && namesFunction ? functionDenied : failure;
};

const failureOf = (error: Error): Failure | undefined =>
  refine(failures.get(error.name), error.message);

const wasAnswered = (error: Error): boolean =>
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null &&
  'httpStatusCode' in error.$metadata;

/** What kept InvokeAgent from answering at all. */
export const toRequestFailure = (thrown: unknown): WebApiError => {
  const error = thrown instanceof Error ? thrown : new Error('InvokeAgent failed.');
  const fallback = wasAnswered(error) ? unknownFailure : unreachable;
  return asError(failureOf(error) ?? fallback, error);
};

/**
 * What ended the event stream. Our own call was allowed by then, so an `accessDeniedException` speaks
 * of the agent's service role, or of what that role may call.
 */
export const toStreamFailure = (thrown: unknown): WebApiError => {
  if (thrown instanceof WebApiError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error('The event stream failed.');
  const failure = failureOf(error);
  if (failure === accessDenied) {
    return asError(/lambda function/i.test(error.message) ? functionDenied : roleDenied, error);
  }
  // Smithy's event stream names an exception frame after the exception; transport errors keep `Error`.
  const fallback = /Exception$/.test(error.name) ? unknownFailure : incomplete;
  return asError(failure ?? fallback, error);
};

/** The stream ended in good order, but the agent never said that its answer was final. */
export const streamIncomplete = (): WebApiError => asError(incomplete);

/** The agent hands a tool call back to us; its action group must be run by a Lambda function. */
export const returnControlUnsupported = (): WebApiError =>
  asError({
    code: 'AGENT_RETURN_CONTROL',
    message: 'The agent asked its caller to run a tool, which this API does not do.',
  });
