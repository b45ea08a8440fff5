import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';
import { type ToolResult, toolResult } from '@hopwise/contracts/tool-result';
import * as z from 'zod/mini';
import { codeOfToolError } from './refusal-codes.ts';

const callToolResult = z.looseObject({
  content: z.optional(z.array(z.looseObject({ type: z.string(), text: z.optional(z.string()) }))),
  isError: z.optional(z.boolean()),
  resultType: z.optional(z.string()),
});

export type ReadResult =
  | { readonly toolResult: ToolResult }
  | { readonly code: ToolCallFailureCode };

const parseToolResult = (text: string): ReadResult => {
  try {
    const parsed = z.safeParse(toolResult, parseBoundedJson(text));
    return parsed.success ? { toolResult: parsed.data } : { code: 'TOOL_RESULT_MALFORMED' };
  } catch {
    return { code: 'TOOL_RESULT_MALFORMED' };
  }
};

/**
 * Reads the result of `tools/call`. The gateway returns the target's result as JSON in one text content.
 * `input_required` (MCP 2026-07-28) requests input from a person, and no person is in this call.
 */
export const readResult = (result: unknown): ReadResult => {
  const parsed = z.safeParse(callToolResult, result);
  if (!parsed.success) return { code: 'GATEWAY_RESPONSE_MALFORMED' };
  const { content = [], isError = false, resultType } = parsed.data;
  if (resultType === 'input_required') return { code: 'GATEWAY_INPUT_REQUIRED' };
  const text = content.find(({ type }) => type === 'text')?.text ?? '';
  return isError ? { code: codeOfToolError(text.trim()) } : parseToolResult(text);
};
