import type {
  ActionGroupInvocationInput,
  Observation,
  Trace,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { effectOfCode } from '@hopwise/contracts/codes/denial-codes';
import { actionGroupName, type HopRefusal, readHopRefusal } from '@hopwise/contracts/hop-refusal';
import type { HopReport } from '@hopwise/contracts/hop-report';
import type { HopNumber } from '@hopwise/contracts/hops';
import { type ActionGroupBody, readActionGroupBody } from './action-group-body.ts';
import type { AgentEvent, HopEvent, StepEvent } from './agent.ts';
import { hopRefused } from './agent-errors.ts';
import { refusalMessages } from './refusal-messages.ts';
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
  if (ok === undefined || hops.some(({ effect }) => effect !== 'allow')) return 'failed';
  return ok ? 'succeeded' : 'rejected';
};

/**
 * Reads steps and hops from the agent's trace. It reads an explicit list of fields, so that prompts,
 * reasoning, model output, guardrail findings and ARNs never leave this service.
 */
export type TraceReader = {
  /** Throws a `WebApiError` after the last event if the action group's function reports a failed hop. */
  read(trace: Trace | undefined): Iterable<AgentEvent>;
};

const refusedBody = ({ hop, code, cacheHit }: HopRefusal['hopwiseRefusal']): ActionGroupBody => {
  const effect = effectOfCode(code);
  const cached = cacheHit !== undefined && { cacheHit };
  const hops: HopReport[] =
    hop === 6
      ? [{ hop, credential: 'oauth', effect, code, ...cached }]
      : [
          { hop: 6, credential: 'oauth', effect: 'allow', ...cached },
          { hop, credential: 'iam', effect, code },
        ];
  return { ok: false, summary: refusalMessages[code], result: undefined, hops };
};

type OpenStep = {
  readonly traceId: string | undefined;
  readonly actionGroup: string | undefined;
  readonly step: StepEvent;
};

/** Creates a reader for one turn. */
export const createTraceReader = (): TraceReader => {
  const open: OpenStep[] = [];
  let steps = 0;

  const start = (traceId: string | undefined, input: ActionGroupInvocationInput): AgentEvent[] => {
    steps += 1;
    const step: StepEvent = {
      type: 'step',
      stepId: String(steps),
      ...readToolCall(input),
      outcome: 'started',
    };
    open.push({ traceId, actionGroup: input.actionGroupName, step });
    // The agent has assumed its service role (hop 4): without it the agent could not have called its model.
    return [allowed(4), step];
  };

  const finish = (
    traceId: string | undefined,
    outcome: Outcome,
    { summary, result, hops, code }: ActionGroupBody,
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
        ...(code !== undefined && { code }),
      });
    }
    return events;
  };

  /** Only a call that this trace shows as a call of our action group can end in a refusal. */
  const refusalOf = ({ traceId, type, actionGroupInvocationOutput }: Observation) => {
    const asked = open.find((one) => one.traceId === traceId);
    return type === 'ACTION_GROUP' && asked?.actionGroup === actionGroupName
      ? readHopRefusal(actionGroupInvocationOutput?.text ?? '')
      : undefined;
  };

  function* observe(observation: Observation): Iterable<AgentEvent> {
    const { traceId, actionGroupInvocationOutput, repromptResponse, finalResponse } = observation;
    if (actionGroupInvocationOutput !== undefined) {
      yield allowed(5);
      const refusal = refusalOf(observation);
      if (refusal !== undefined) {
        yield* finish(traceId, 'failed', refusedBody(refusal));
        throw hopRefused(refusal);
      }
      const body = readActionGroupBody(actionGroupInvocationOutput.text ?? '');
      yield* finish(traceId, outcomeOf(body), body);
    } else if (repromptResponse?.source === 'ACTION_GROUP') {
      const body = readActionGroupBody(repromptResponse.text ?? '');
      yield allowed(5);
      yield* finish(traceId, 'rejected', body);
    } else if (finalResponse !== undefined) {
      yield { type: 'final' };
    }
  }

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
