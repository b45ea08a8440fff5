import type { GatewayResponse } from '@hopwise/auth/request-types';
import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import { createParser } from 'eventsource-parser';
import * as z from 'zod/mini';

const rpcAnswer = z.looseObject({
  result: z.optional(z.looseObject({ isError: z.optional(z.boolean()) })),
  error: z.optional(z.looseObject({ code: z.number(), message: z.string() })),
});
export type RpcAnswer = z.infer<typeof rpcAnswer>;

/**
 * Reads the JSON-RPC response from JSON or from an event stream, in which notifications can precede it.
 * Returns an empty object if the body has no response.
 *
 * See https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#sending-messages-to-the-server
 */
export const readRpcAnswer = (response: Pick<GatewayResponse, 'headers' | 'body'>): RpcAnswer =>
  messagesIn(response)
    .map(parse)
    .find(({ result, error }) => result !== undefined || error !== undefined) ?? {};

const messagesIn = ({
  headers,
  body,
}: Pick<GatewayResponse, 'headers' | 'body'>): readonly string[] => {
  if (!headers['content-type']?.startsWith('text/event-stream')) return [body];
  const messages: string[] = [];
  const parser = createParser({ onEvent: ({ data }) => messages.push(data) });
  // The empty line completes the last event.
  parser.feed(`${body}\n\n`);
  return messages;
};

const parse = (text: string): RpcAnswer => {
  try {
    return z.safeParse(rpcAnswer, parseBoundedJson(text)).data ?? {};
  } catch {
    return {};
  }
};
