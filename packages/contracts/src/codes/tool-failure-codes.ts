import * as z from 'zod/mini';

/** Why a tool of `services/security-tools` cannot answer; its README explains each code. */
export const toolFailureCode = z.enum([
  'UNKNOWN_TOOL',
  'INVALID_ARGUMENTS',
  'FINDING_ID_NOT_RECOGNISED',
  'FINDING_IN_OTHER_REGION',
  'FINDING_NOT_FOUND',
  'SERVICE_ACCESS_DENIED',
  'SERVICE_UNSUPPORTED_REGION',
  'SERVICE_UNAVAILABLE',
]);
export type ToolFailureCode = z.infer<typeof toolFailureCode>;

/** Why a tool could not read one of the security services. The tool still answers for the others. */
export const serviceFailureCode = z.enum([
  'SERVICE_ACCESS_DENIED',
  'UNSUPPORTED_REGION',
  'THROTTLED',
  'TIMED_OUT',
  'SERVICE_ERROR',
]);
export type ServiceFailureCode = z.infer<typeof serviceFailureCode>;
