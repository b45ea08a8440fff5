import { actionGroupHops, actionGroupResult } from '@hopwise/contracts/action-group-result';
import type { HopReport } from '@hopwise/contracts/hop-report';
import { parseJson } from '../parse-json.ts';
import type { StepEvent } from './agent.ts';

/** Bedrock's limit for an answer of an action group. */
const maxResultCharacters = 25_000;

/** The hops behind the action group's function. Only the function can report them. */
const reportedHops: ReadonlySet<number> = new Set([6, 7]);

export type ActionGroupBody = {
  /** `undefined` if the body is not a tool result. */
  readonly ok: boolean | undefined;
  /** The tool's summary for the user. */
  readonly summary: string | undefined;
  /** The tool's data. `undefined` if the tool failed or the body exceeds Bedrock's limit. */
  readonly result: Readonly<Record<string, unknown>> | undefined;
  readonly hops: readonly HopReport[];
  /** Why the tool has no result. */
  readonly code?: StepEvent['code'];
};

/** Reads the parts of the action group's answer that the user is allowed to see. */
export const readActionGroupBody = (text: string): ActionGroupBody => {
  const body = parseJson(text);
  const reports = actionGroupHops.safeParse(body).data?.hops ?? [];
  const hops = reports.filter(({ hop }) => reportedHops.has(hop));
  const result = actionGroupResult.safeParse(body);
  if (!result.success) return { ok: undefined, summary: undefined, result: undefined, hops };
  if (!result.data.ok) {
    const { code, message } = result.data.error;
    return { ok: false, summary: message, result: undefined, hops, code };
  }
  const { ok, summary, hops: _hops, notice: _notice, ...data } = result.data;
  return { ok, summary, result: text.length <= maxResultCharacters ? data : undefined, hops };
};
