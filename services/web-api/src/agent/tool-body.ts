import type { HopReport } from '@hopwise/contracts/hop-report';
import { actionGroupBody, toolResult } from '@hopwise/contracts/tool-result';
import { parseJson } from '../json-text.ts';

/** The hops that lie behind the action group's function, and that it alone can speak of. */
const reportedHops: ReadonlySet<number> = new Set([6, 7]);

export type ToolBody = {
  /** `undefined` where the body is not a tool's result. */
  readonly ok: boolean | undefined;
  /** The tool's own sentence for people. */
  readonly summary: string | undefined;
  readonly hops: readonly HopReport[];
};

/** Takes from the action group's answer what may be shown; the rest of it stays with the agent. */
export const readToolBody = (text: string): ToolBody => {
  const body = parseJson(text);
  const reports = actionGroupBody.safeParse(body).data?.hops ?? [];
  const hops = reports.filter(({ hop }) => reportedHops.has(hop));
  const result = toolResult.safeParse(body);
  if (!result.success) return { ok: undefined, summary: undefined, hops };
  return result.data.ok
    ? { ok: true, summary: result.data.summary, hops }
    : { ok: false, summary: result.data.error.message, hops };
};
