import type { HopReport } from '@hopwise/contracts/hop-report';
import { actionGroupBody, actionGroupResult } from '@hopwise/contracts/tool-result';
import { parseJson } from '../json-text.ts';

/** Bedrock takes no more from an action group; what is longer comes from somewhere else. */
const maxResultCharacters = 25_000;

/** The hops that lie behind the action group's function, and that it alone can speak of. */
const reportedHops: ReadonlySet<number> = new Set([6, 7]);

export type ToolBody = {
  /** `undefined` where the body is not a tool's result. */
  readonly ok: boolean | undefined;
  /** The tool's own sentence for people. */
  readonly summary: string | undefined;
  /** The data behind the summary; `undefined` where the tool has none, or too much. */
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly hops: readonly HopReport[];
};

/** Takes from the action group's answer what may be shown; the rest of it stays with the agent. */
export const readToolBody = (text: string): ToolBody => {
  const body = parseJson(text);
  const reports = actionGroupBody.safeParse(body).data?.hops ?? [];
  const hops = reports.filter(({ hop }) => reportedHops.has(hop));
  const result = actionGroupResult.safeParse(body);
  if (!result.success) return { ok: undefined, summary: undefined, result: undefined, hops };
  if (!result.data.ok) {
    return { ok: false, summary: result.data.error.message, result: undefined, hops };
  }
  const { ok, summary, hops: _hops, ...data } = result.data;
  return { ok, summary, result: text.length <= maxResultCharacters ? data : undefined, hops };
};
