/** The bytes of an answer of InvokeAgent, as Amazon Bedrock sends them with its trace. */
import { EventStreamCodec } from '@smithy/core/event-streams';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes as Uint8Array).toString(),
  (text) => Buffer.from(text),
);

const eventFrame = (type: string, payload: object): Uint8Array =>
  codec.encode({
    headers: {
      ':event-type': { type: 'string', value: type },
      ':content-type': { type: 'string', value: 'application/json' },
      ':message-type': { type: 'string', value: 'event' },
    },
    body: Buffer.from(JSON.stringify(payload)),
  });

const chunk = (text: string): Uint8Array =>
  eventFrame('chunk', { bytes: Buffer.from(text).toString('base64') });

const trace = (orchestrationTrace: object): Uint8Array =>
  eventFrame('trace', {
    agentId: 'AGENT12345',
    agentAliasId: 'ALIAS12345',
    agentVersion: '1',
    sessionId: 'a.0123456789abcdef0123456789abcdef',
    callerChain: [{ agentAliasArn: 'arn:aws:bedrock:us-east-1:111122223333:agent-alias/A/B' }],
    trace: { orchestrationTrace },
  });

const words = (characters: number): string => 'lorem ipsum dolor '.repeat(characters / 18);

/** One call of a tool: the prompt of the model, its output, the call and its result. */
const toolCall = (traceId: string): Uint8Array[] => [
  trace({ modelInvocationInput: { traceId, type: 'ORCHESTRATION', text: words(6_000) } }),
  trace({ modelInvocationOutput: { traceId, rawResponse: { content: words(1_000) } } }),
  trace({ rationale: { traceId, text: words(200) } }),
  trace({
    invocationInput: {
      traceId,
      invocationType: 'ACTION_GROUP',
      actionGroupInvocationInput: {
        actionGroupName: 'security-tools',
        function: 'list_findings',
        parameters: [{ name: 'severity', type: 'string', value: 'CRITICAL' }],
        executionType: 'LAMBDA',
      },
    },
  }),
  trace({
    observation: {
      traceId,
      type: 'ACTION_GROUP',
      actionGroupInvocationOutput: {
        text: JSON.stringify({
          ok: true,
          summary: 'Two findings.',
          findings: [words(500)],
          hops: [],
        }),
      },
    },
  }),
];

const final = trace({
  observation: { traceId: 't-9', type: 'FINISH', finalResponse: { text: 'the answer' } },
});

/** The pieces of text in an answer. */
export const textChunks = 280;

/** Two tool calls, then the text in pieces of about twenty characters, then the final trace. */
export const agentFrames: readonly Uint8Array[] = [
  ...toolCall('t-1'),
  ...toolCall('t-2'),
  ...Array.from({ length: textChunks }, (_, index) => chunk(`piece ${index} of the text `)),
  final,
];
