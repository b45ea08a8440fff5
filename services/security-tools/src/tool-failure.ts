import type { ToolFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';
import type { ToolResult } from '@hopwise/contracts/tool-result';

/** The result of a tool that cannot answer. */
export const toolFailure = (code: ToolFailureCode, message: string): ToolResult => ({
  ok: false,
  error: { code, message },
});
