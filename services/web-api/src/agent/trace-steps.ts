import type {
  ActionGroupInvocationInput,
  Observation,
  Trace,
} from '@aws-sdk/client-bedrock-agent-runtime';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { AgentEvent, HopEvent, StepEvent } from './agent.ts';
import { toolArguments, toolName } from './tool-arguments.ts';
import { readToolBody, type ToolBody } from './tool-body.ts';

type Outcome = Exclude<StepEvent['outcome'], 'started'>;

const defaultSummaries: Readonly<Record<Outcome, string>> = {
  succeeded: 'The tool answered.',
  rejected: 'The tool could not use the request; the agent may try again.',
  failed: 'The tool did not answer as it should.',
};

const allowed = (hop: HopNumber): HopEvent => ({
  type: 'hop',
  hop,
  credential: 'iam',
  effect: 'allow',
});

/** An OpenAPI action group has no other way than its body to send the agent back, or to say that it failed. */
const outcomeOf = ({ ok, hops }: ToolBody): Outcome => {
  if (ok === undefined || hops.some(({ effect }) => effect === 'deny')) return 'failed';
  return ok ? 'succeeded' : 'rejected';
};

/**
 * Tells what the agent does from its trace, by what is named here and nothing else: prompts, rationale,
 * model output, guardrail findings and ARNs stay behind.
 */
export type TraceReader = { read(trace: Trace | undefined): AgentEvent[] };

/** A reader for one turn. */
export const createTraceReader = (): TraceReader => {
  const open: { readonly traceId: string | undefined; readonly step: StepEvent }[] = [];
  let steps = 0;

  const start = (traceId: string | undefined, input: ActionGroupInvocationInput): AgentEvent[] => {
    steps += 1;
    const step: StepEvent = {
      type: 'step',
      stepId: String(steps),
      tool: toolName(input),
      arguments: toolArguments(input),
      outcome: 'started',
    };
    open.push({ traceId, step });
    // The agent works with its service role by now: it could not have asked its model otherwise.
    return [allowed(4), step];
  };

  const finish = (
    traceId: string | undefined,
    outcome: Outcome,
    { summary, result, hops }: ToolBody,
  ): AgentEvent[] => {
    const index = open.findIndex((one) => one.traceId === traceId);
    const [closed] = index < 0 ? [] : open.splice(index, 1);
    const events: AgentEvent[] = hops.map((report) => ({ type: 'hop', ...report }));
    if (closed !== undefined) {
      events.push({
        ...closed.step,
        outcome,
        summary: summary ?? defaultSummaries[outcome],
        ...(result !== undefined && { result }),
      });
    }
    return events;
  };

  const observe = (observation: Observation): AgentEvent[] => {
    const { traceId, actionGroupInvocationOutput, repromptResponse, finalResponse } = observation;
    if (actionGroupInvocationOutput !== undefined) {
      const body = readToolBody(actionGroupInvocationOutput.text ?? '');
      return [allowed(5), ...finish(traceId, outcomeOf(body), body)];
    }
    if (repromptResponse?.source === 'ACTION_GROUP') {
      const body = readToolBody(repromptResponse.text ?? '');
      return [allowed(5), ...finish(traceId, 'rejected', body)];
    }
    return finalResponse === undefined ? [] : [{ type: 'final' }];
  };

  return {
    read(trace) {
      const orchestration = trace?.orchestrationTrace;
      const input = orchestration?.invocationInput;
      if (input?.actionGroupInvocationInput !== undefined) {
        return start(input.traceId, input.actionGroupInvocationInput);
      }
      return orchestration?.observation === undefined ? [] : observe(orchestration.observation);
    },
  };
};
