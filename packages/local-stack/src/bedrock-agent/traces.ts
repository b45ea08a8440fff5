import { type EncodedCall, mediaTypeOf } from './action-group/action-group-event.ts';
import type { ModelRequest, ModelStep } from './model/agent-model.ts';

/**
 * The parts of a trace. Each one is a separate event.
 * https://docs.aws.amazon.com/bedrock/latest/APIReference/API_agent-runtime_Trace.html
 */
export type Trace =
  | { readonly orchestrationTrace: Readonly<Record<string, object>> }
  | { readonly failureTrace: object };

export const modelInputTrace = (
  traceId: string,
  request: ModelRequest,
  foundationModel: string,
): Trace => ({
  orchestrationTrace: {
    modelInvocationInput: {
      traceId,
      type: 'ORCHESTRATION',
      foundationModel,
      text: JSON.stringify({ system: request.instruction, messages: request.conversation }),
    },
  },
});

export const modelOutputTrace = (
  traceId: string,
  step: ModelStep,
  times: { readonly startMs: number; readonly endMs: number },
): Trace => ({
  orchestrationTrace: {
    modelInvocationOutput: {
      traceId,
      rawResponse: { content: JSON.stringify(step) },
      metadata: {
        clientRequestId: traceId,
        startTime: new Date(times.startMs).toISOString(),
        endTime: new Date(times.endMs).toISOString(),
        totalTimeMs: times.endMs - times.startMs,
      },
    },
  },
});

export const rationaleTrace = (traceId: string, text: string): Trace => ({
  orchestrationTrace: { rationale: { traceId, text } },
});

export const invocationTrace = (traceId: string, call: EncodedCall): Trace => ({
  orchestrationTrace: {
    invocationInput: {
      traceId,
      invocationType: 'ACTION_GROUP',
      actionGroupInvocationInput: {
        actionGroupName: call.tool.actionGroup.name,
        ...operationOf(call),
        parameters: call.parameters,
        ...requestBodyOf(call),
        executionType: 'LAMBDA',
      },
    },
  },
});

const operationOf = ({ tool: { operation } }: EncodedCall) =>
  operation.kind === 'function'
    ? { function: operation.functionName }
    : { apiPath: operation.apiPath, verb: operation.httpMethod.toLowerCase() };

// A list of parameters, unlike the `properties` object in the function's event.
const requestBodyOf = ({ tool, bodyProperties }: EncodedCall) => {
  const mediaType = mediaTypeOf(tool.operation);
  if (mediaType === undefined || bodyProperties === undefined) return {};
  return { requestBody: { content: { [mediaType]: bodyProperties } } };
};

export const actionGroupTrace = (traceId: string, text: string): Trace =>
  observation(traceId, 'ACTION_GROUP', { actionGroupInvocationOutput: { text } });

export const repromptTrace = (traceId: string, text: string): Trace =>
  observation(traceId, 'REPROMPT', { repromptResponse: { text, source: 'ACTION_GROUP' } });

export const finalTrace = (
  traceId: string,
  { kind, text }: Extract<ModelStep, { text: string }>,
): Trace =>
  observation(traceId, kind === 'ask' ? 'ASK_USER' : 'FINISH', { finalResponse: { text } });

const observation = (traceId: string, type: string, what: object): Trace => ({
  orchestrationTrace: { observation: { traceId, type, ...what } },
});

export const failureTrace = (
  traceId: string,
  failure: { readonly failureCode: number; readonly failureReason: string },
): Trace => ({ failureTrace: { traceId, ...failure } });
