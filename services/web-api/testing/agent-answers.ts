import { actionGroupName } from '@hopwise/contracts/hop-refusal';
import { chunkFrame, finalFrame, orchestrationFrame } from './bedrock-server.ts';

export const toolStarted = (traceId = 't-1', tool = 'list_findings'): Uint8Array =>
  orchestrationFrame({
    invocationInput: {
      traceId,
      invocationType: 'ACTION_GROUP',
      actionGroupInvocationInput: {
        actionGroupName,
        function: tool,
        parameters: [
          { name: 'severity', type: 'string', value: 'CRITICAL' },
          { name: 'limit', type: 'integer', value: '5' },
        ],
        executionType: 'LAMBDA',
      },
    },
  });

export const toolAnswered = (body: unknown, traceId = 't-1'): Uint8Array =>
  orchestrationFrame({
    observation: {
      traceId,
      type: 'ACTION_GROUP',
      actionGroupInvocationOutput: { text: JSON.stringify(body) },
    },
  });

/** The body that `bedrock-gateway-proxy` returns after a successful call. */
export const toolSuccess = {
  ok: true,
  summary: 'Two critical findings.',
  findings: [{ id: 'finding-1' }],
  hops: [
    { hop: 6, credential: 'oauth', effect: 'allow', cacheHit: true },
    { hop: 7, credential: 'iam', effect: 'allow' },
  ],
};

/** The body that `bedrock-gateway-proxy` returns after hop 6 failed. */
export const hopSixRefusal = {
  hopwiseRefusal: { version: 1, hop: 6, code: 'GATEWAY_UNAUTHORIZED', cacheHit: true },
};

/** A complete answer without a tool call. */
export const plainAnswer = (text = 'All is well.'): Uint8Array[] => [
  chunkFrame(text),
  finalFrame(),
];
