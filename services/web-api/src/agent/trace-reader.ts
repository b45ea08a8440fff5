import type {
  ActionGroupInvocationInput,
  Observation,
  Trace,
} from '@aws-sdk/client-bedrock-agent-runtime';
import type { HopNumber } from '@hopwise/contracts/hops';
import { type ActionGroupBody, readActionGroupBody } from './action-group-body.ts';
import type { AgentEvent, HopEvent, StepEvent } from './agent.ts';
import { readToolCall } from './traced-tool-call.ts';

type Outcome = Exclude<StepEvent['outcome'], 'started'>;

const defaultSummaries: Readonly<Record<Outcome, string>> = {
  succeeded: 'The tool answered.',
  rejected: 'The tool refused the request. The agent can try again.',
  failed: 'The tool failed.',
};

const allowed = (hop: HopNumber): HopEvent => ({
  type: 'hop',
  hop,
  credential: 'iam',
  effect: 'allow',
});

/** An OpenAPI action group can report a refusal or a failure only in its body. */
const outcomeOf = ({ ok, hops }: ActionGroupBody): Outcome => {
  if (ok === undefined || hops.some(({ effect }) => effect === 'deny')) return 'failed';
  return ok ? 'succeeded' : 'rejected';
};

/**
 * Reads steps and hops from the agent's trace. It reads an explicit list of fields, so that prompts,
 * reasoning, model output, guardrail findings and ARNs never leave this service.
 */
export type TraceReader = { read(trace: Trace | undefined): AgentEvent[] };

/** Creates a reader for one turn. */
export const createTraceReader = (): TraceReader => {
  const open: { readonly traceId: string | undefined; readonly step: StepEvent }[] = [];
  let steps = 0;

  const start = (traceId: string | undefined, input: ActionGroupInvocationInput): AgentEvent[] => {
    steps += 1;
    const step: StepEvent = {
      type: 'step',
      stepId: String(steps),
      ...readToolCall(input),
      outcome: 'started',
    };
    open.push({ traceId, step });
    // The agent has assumed its service role (hop 4): without it the agent could not have called its model.
    return [allowed(4), step];
  };

  const finish = (
    traceId: string | undefined,
    outcome: Outcome,
    { summary, result, hops }: ActionGroupBody,
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
      const body = readActionGroupBody(actionGroupInvocationOutput.text ?? '');
      return [allowed(5), ...finish(traceId, outcomeOf(body), body)];
    }
    if (repromptResponse?.source === 'ACTION_GROUP') {
      const body = readActionGroupBody(repromptResponse.text ?? '');
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
