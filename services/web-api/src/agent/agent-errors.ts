import type { AgentErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { HopCode } from '@hopwise/contracts/codes/hop-codes';
import type { HopRefusal } from '@hopwise/contracts/hop-refusal';
import type { HopNumber } from '@hopwise/contracts/hops';
import { WebApiError } from '../errors.ts';
import { refusalMessages } from './refusal-messages.ts';

type Failure = {
  readonly code: AgentErrorCode | HopCode;
  readonly message: string;
  readonly hop?: HopNumber;
};

const accessDenied: Failure = {
  code: 'INVOKE_AGENT_DENIED',
  message: "The execution role of web-api is not allowed to invoke the agent's alias.",
  hop: 3,
};

const maintenanceMode: Failure = {
  code: 'AGENT_MAINTENANCE_MODE',
  message: 'Amazon Bedrock Agents is in maintenance mode and not available to this account.',
  hop: 3,
};

const credentialsRejected: Failure = {
  code: 'AGENT_CREDENTIALS_REJECTED',
  message: 'The credentials of web-api are missing, or AWS refused them.',
  hop: 3,
};

const unsigned: Failure = {
  code: 'OAUTH_TOKEN_TO_AWS_SERVICE',
  message:
    'AWS found no IAM signature in the call of web-api. Something replaced it, for instance with an OAuth token.',
  hop: 3,
};

const roleDenied: Failure = {
  code: 'AGENT_ROLE_DENIED',
  message:
    'The agent could not assume its service role, or the role is not allowed to invoke the model.',
  hop: 4,
};

const functionDenied: Failure = {
  code: 'AGENT_DEPENDENCY_FAILED',
  message: "Lambda did not run the action group's function for the agent.",
  hop: 5,
};

const functionFailed: Failure = {
  code: 'AGENT_DEPENDENCY_FAILED',
  message: "The agent could not invoke its action group's function, or the function crashed.",
  hop: 5,
};

/** No grant of a role helps. https://docs.aws.amazon.com/bedrock/latest/userguide/model-access.html */
const modelAccessMissing: Failure = {
  code: 'AGENT_MODEL_ACCESS_MISSING',
  message: "The account has no access to the agent's model in this Region.",
  hop: 4,
};

/**
 * The texts of InvokeModel for an account without access, which differ from those for a role without a grant.
 * https://repost.aws/knowledge-center/bedrock-invokemodel-api-error
 */
const lacksModelAccess = /have access to the model with|model access is denied/i;

const modelFailed: Failure = {
  code: 'AGENT_MODEL_FAILED',
  message: "The agent's model failed.",
};

/** By the name of the exception. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html#API_agent-runtime_InvokeAgent_Errors */
const failures: ReadonlyMap<string, Failure> = new Map<string, Failure>([
  ['AccessDeniedException', accessDenied],
  [
    'ValidationException',
    { code: 'AGENT_REQUEST_INVALID', message: 'The agent refused the request.' },
  ],
  [
    'ServiceQuotaExceededException',
    { code: 'AGENT_QUOTA_EXCEEDED', message: 'The agent exceeded a service quota.' },
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
    { code: 'AGENT_DEPENDENCY_FAILED', message: 'A dependency of the agent failed.' },
  ],
  [
    'ModelNotReadyException',
    { code: 'AGENT_MODEL_NOT_READY', message: "The agent's model is not ready yet." },
  ],
  [
    'ThrottlingException',
    { code: 'AGENT_THROTTLED', message: 'The agent is receiving too many requests.' },
  ],
  [
    'InternalServerException',
    { code: 'AGENT_INTERNAL_ERROR', message: 'The agent failed inside Amazon Bedrock.' },
  ],
  [
    'BadGatewayException',
    { code: 'AGENT_BAD_GATEWAY', message: 'The agent could not reach one of its dependencies.' },
  ],
  ['ExpiredTokenException', credentialsRejected],
  ['UnrecognizedClientException', credentialsRejected],
  ['InvalidSignatureException', credentialsRejected],
  ['IncompleteSignatureException', unsigned],
  ['MissingAuthenticationTokenException', unsigned],
  ['CredentialsProviderError', credentialsRejected],
]);

const unreachable: Failure = {
  code: 'AGENT_UNREACHABLE',
  message: 'The connection to the agent failed.',
  hop: 3,
};

const unknownFailure: Failure = {
  code: 'AGENT_FAILED',
  message: 'The agent failed with an unknown error.',
};

const incomplete: Failure = {
  code: 'AGENT_STREAM_INCOMPLETE',
  message: "The agent's answer is incomplete.",
  hop: 3,
};

const asError = ({ code, message, hop }: Failure, cause?: unknown): WebApiError =>
  new WebApiError(code, message, { cause, hop });

const resourceNameOf = (error: Error): string =>
  'resourceName' in error && typeof error.resourceName === 'string' ? error.resourceName : '';

/**
 * `resourceName` is the ARN of a resource or the name of a service. A function's ARN can contain `bedrock`, so Lambda comes
 * first. https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_InvokeAgent.html
 */
const dependencyFailure = (failure: Failure, error: Error): Failure => {
  const name = resourceNameOf(error);
  if (/lambda/i.test(name === '' ? error.message : name)) {
    // Only the message distinguishes a resource policy that refuses Bedrock from a failure of the function.
    const isDenied = /access denied|not authorized/i.test(error.message);
    return isDenied ? functionDenied : functionFailed;
  }
  if (/\bsts\b|security token service/i.test(name)) return roleDenied;
  return /bedrock/i.test(name) ? modelFailed : failure;
};

const failureOf = (error: Error): Failure | undefined => {
  const failure = failures.get(error.name);
  if (failure === accessDenied && /maintenance mode/i.test(error.message)) return maintenanceMode;
  if (failure === accessDenied && lacksModelAccess.test(error.message)) return modelAccessMissing;
  return failure?.code === 'AGENT_DEPENDENCY_FAILED' ? dependencyFailure(failure, error) : failure;
};

const wasAnswered = (error: Error): boolean =>
  '$metadata' in error &&
  typeof error.$metadata === 'object' &&
  error.$metadata !== null &&
  'httpStatusCode' in error.$metadata;

/** The error of an InvokeAgent call that returned no stream. */
export const toRequestFailure = (thrown: unknown): WebApiError => {
  const error = thrown instanceof Error ? thrown : new Error('InvokeAgent failed.');
  const fallback = wasAnswered(error) ? unknownFailure : unreachable;
  return asError(failureOf(error) ?? fallback, error);
};

/**
 * The error that ended the event stream. At this point our own call was allowed, so an
 * `accessDeniedException` concerns the agent's service role or its action group.
 */
export const toStreamFailure = (thrown: unknown): WebApiError => {
  if (thrown instanceof WebApiError) return thrown;
  const error = thrown instanceof Error ? thrown : new Error('The event stream failed.');
  const failure = failureOf(error);
  if (failure === accessDenied) {
    return asError(/lambda function/i.test(error.message) ? functionDenied : roleDenied, error);
  }
  // The SDK names the error of an exception frame after the exception. Transport errors are called `Error`.
  const fallback = /Exception$/.test(error.name) ? unknownFailure : incomplete;
  return asError(failure ?? fallback, error);
};

/** The action group's function reports that hop 6 or hop 7 failed. */
export const hopRefused = ({ hop, code }: HopRefusal['hopwiseRefusal']): WebApiError =>
  asError({ code, message: refusalMessages[code], hop });

/** The stream ended normally, but without the agent's final response. */
export const streamIncomplete = (): WebApiError => asError(incomplete);

/** The agent asks its caller to run a tool, but a Lambda function runs the tools of its action group. */
export const returnControlUnsupported = (): WebApiError =>
  asError({
    code: 'AGENT_RETURN_CONTROL',
    message: 'The agent asked this API to run a tool, which it does not support.',
  });
