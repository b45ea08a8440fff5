import type { ServiceFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';

/** Why a service could not be read. */
export type ServiceFailure = {
  readonly status: 'access_denied' | 'unsupported_region' | 'unavailable';
  readonly code: ServiceFailureCode;
  /** For the user. Contains neither principals nor the service's message. */
  readonly message: string;
};

/** Whether a service answered with this error. By name, because a bundle has no class for each error. */
export const isNamed = (error: unknown, name: string): boolean =>
  error instanceof Error && error.name === name;

const deniedNames = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
const throttledNames = new Set([
  'LimitExceededException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const timeoutNames = new Set(['AbortError', 'TimeoutError']);

/** Classifies the error of a service. `name` is the service's name for the message. */
export const serviceFailureOf = (error: unknown, name: string): ServiceFailure => {
  const fault = faultOf(error);
  if (deniedNames.has(fault.name)) {
    const action = deniedAction(fault.message);
    return {
      status: 'access_denied',
      code: 'SERVICE_ACCESS_DENIED',
      message: `The role of the security tools is not allowed to read ${name}${action ? `: ${action} is denied` : ''}.`,
    };
  }
  if (fault.code === 'ENOTFOUND' || fault.name === 'UnknownEndpoint') {
    return {
      status: 'unsupported_region',
      code: 'UNSUPPORTED_REGION',
      message: `${name} has no endpoint in this Region.`,
    };
  }
  return { status: 'unavailable', ...outage(fault, name) };
};

type Fault = { name: string; message: string; code: unknown; httpStatusCode: unknown };

const outage = (fault: Fault, name: string): Pick<ServiceFailure, 'code' | 'message'> => {
  if (throttledNames.has(fault.name) || fault.httpStatusCode === 429) {
    return { code: 'THROTTLED', message: `${name} throttled the request. Try again later.` };
  }
  if (timeoutNames.has(fault.name)) {
    return { code: 'TIMED_OUT', message: `${name} did not answer in time.` };
  }
  return { code: 'SERVICE_ERROR', message: `${name} could not be read.` };
};

const faultOf = (error: unknown): Fault => {
  if (!(error instanceof Error)) {
    return { name: '', message: '', code: undefined, httpStatusCode: undefined };
  }
  const { code, $metadata } = error as Error & { code?: unknown; $metadata?: unknown };
  return {
    name: error.name,
    message: error.message,
    code,
    httpStatusCode: ($metadata as { httpStatusCode?: unknown } | undefined)?.httpStatusCode,
  };
};

// Reads only the action from "User: … is not authorized to perform: securityhub:GetFindings on resource: …",
// because the caller must not see the principal.
const deniedAction = (message: string): string | undefined =>
  /\bto perform: ([a-z0-9-]{1,40}:[A-Za-z0-9]{1,60})\b/.exec(message)?.[1];
