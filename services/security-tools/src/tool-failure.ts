import type { ToolResult } from '@hopwise/contracts/tool-result';

/** Why a tool cannot answer. README.md says what each code means. */
export type ToolFailureCode =
  | 'UNKNOWN_TOOL'
  | 'INVALID_ARGUMENTS'
  | 'FINDING_ID_NOT_RECOGNISED'
  | 'FINDING_IN_OTHER_REGION'
  | 'FINDING_NOT_FOUND'
  | 'SERVICE_ACCESS_DENIED'
  | 'SERVICE_UNSUPPORTED_REGION'
  | 'SERVICE_UNAVAILABLE';

export const toolFailure = (code: ToolFailureCode, message: string): ToolResult => ({
  ok: false,
  error: { code, message },
});
