/** Why a service could not be read. */
export type ServiceFailure = {
  readonly status: 'access_denied' | 'unsupported_region' | 'unavailable';
  readonly code:
    | 'ACCESS_DENIED'
    | 'UNSUPPORTED_REGION'
    | 'THROTTLED'
    | 'TIMED_OUT'
    | 'SERVICE_ERROR';
  /** For people; free of principals and of the service's own wording. */
  readonly message: string;
};

const deniedNames = new Set(['AccessDenied', 'AccessDeniedException', 'UnauthorizedOperation']);
const throttledNames = new Set([
  'LimitExceededException',
  'Throttling',
  'ThrottlingException',
  'TooManyRequestsException',
]);
const timeoutNames = new Set(['AbortError', 'TimeoutError']);

/** Tells the four ways apart in which reading a service fails. `name` is the service's, for the message. */
export const serviceFailureOf = (error: unknown, name: string): ServiceFailure => {
  const fault = faultOf(error);
  if (deniedNames.has(fault.name)) {
    const action = deniedAction(fault.message);
    return {
      status: 'access_denied',
      code: 'ACCESS_DENIED',
      message: `The role of the security tools may not read ${name}${action ? `: ${action} is denied` : ''}.`,
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
    return { code: 'THROTTLED', message: `${name} throttled the request; try again later.` };
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

// "User: … is not authorized to perform: securityhub:GetFindings on resource: …": the action is worth
// telling, the principal is not for the caller's eyes.
const deniedAction = (message: string): string | undefined =>
  /\bto perform: ([a-z0-9-]{1,40}:[A-Za-z0-9]{1,60})\b/.exec(message)?.[1];
