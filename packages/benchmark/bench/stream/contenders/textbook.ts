import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { type Contender, prelude } from './contender.ts';

/** The loop of the SDK's documentation over a kept connection. It forwards only the text. */
export const textbook: Contender = () => {
  const client = new BedrockAgentRuntimeClient({ requestHandler: new NodeHttpHandler() });
  return async (response) => {
    const { completion = [] } = await client.send(
      new InvokeAgentCommand({
        agentId: 'AGENT12345',
        agentAliasId: 'ALIAS12345',
        sessionId: 'session-1',
        inputText: 'Check security status',
        enableTrace: true,
      }),
    );
    response.write(prelude);
    const decoder = new TextDecoder();
    for await (const { chunk } of completion) {
      if (chunk?.bytes === undefined) continue;
      const delta = decoder.decode(chunk.bytes, { stream: true });
      response.write(`event: text\ndata: ${JSON.stringify({ type: 'text', delta })}\n\n`);
    }
    response.end();
  };
};
