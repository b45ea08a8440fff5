import type { ToolFailureCode } from '@hopwise/contracts/codes/tool-failure-codes';
import type { ToolResult } from '@hopwise/contracts/tool-result';

export const toolFailure = (code: ToolFailureCode, message: string): ToolResult => ({
  ok: false,
  error: { code, message },
});
