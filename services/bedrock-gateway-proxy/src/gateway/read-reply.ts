import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';
import { readEventStream } from './event-stream.ts';
import { type ParsedMessage, parseMessage, type RpcError, type RpcResponse } from './json-rpc.ts';

/** An HTTP response. */
export type HttpReply = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A refusal by JSON-RPC error, HTTP status or both. */
export type Refusal = {
  readonly status: number;
  readonly rpcCode: number | undefined;
  /** The start of the gateway's message. */
  readonly text: string;
  readonly data: unknown;
};

export type Reply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable'; readonly code: ToolCallFailureCode };

/** The number of characters to read from the text of a refusal. */
const maxTextLength = 500;

const unreadable = (code: ToolCallFailureCode): Reply => ({ kind: 'unreadable', code });

const refusedByRpc = (status: number, error: RpcError): Reply => ({
  kind: 'refusal',
  refusal: {
    status,
    rpcCode: error.code,
    text: (error.message ?? '').slice(0, maxTextLength),
    data: error.data,
  },
});

/** AWS services have their message in the field `message` or `Message`. */
const messageOf = (body: string): string => {
  const found = /^\s*\{.{0,2000}?"[mM]essage"\s*:\s*"([^"]{0,500})"/s.exec(body);
  return (found?.[1] ?? body).slice(0, maxTextLength);
};

const hasMediaType = ({ headers }: HttpReply, mediaType: string): boolean =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === mediaType;

const messagesOf = (reply: HttpReply): readonly ParsedMessage[] => {
  if (hasMediaType(reply, 'text/event-stream')) {
    return readEventStream(reply.body).map(parseMessage);
  }
  return hasMediaType(reply, 'application/json') ? [parseMessage(reply.body)] : ['malformed'];
};

const isResponse = (message: ParsedMessage): message is RpcResponse => typeof message === 'object';

const readRefused = (reply: HttpReply): Reply => {
  for (const message of messagesOf(reply).filter(isResponse)) {
    // The id does not matter: the gateway sends 0 if it refuses a request without reading it.
    if ('error' in message.outcome) return refusedByRpc(reply.status, message.outcome.error);
  }
  return {
    kind: 'refusal',
    refusal: {
      status: reply.status,
      rpcCode: undefined,
      text: messageOf(reply.body),
      data: undefined,
    },
  };
};

const codeWithoutResponse = (
  reply: HttpReply,
  messages: readonly ParsedMessage[],
): ToolCallFailureCode => {
  if (messages.includes('batch')) return 'GATEWAY_RESPONSE_BATCH';
  const isCutOff =
    hasMediaType(reply, 'text/event-stream') && !messages.slice(0, -1).includes('malformed');
  return isCutOff ? 'GATEWAY_RESPONSE_INCOMPLETE' : 'GATEWAY_RESPONSE_MALFORMED';
};

const readAccepted = (reply: HttpReply, id: string): Reply => {
  if (reply.status === 202 || reply.body.trim() === '') return unreadable('GATEWAY_RESPONSE_EMPTY');
  const messages = messagesOf(reply);
  const responses = messages.filter(isResponse);
  const ours = responses.find(
    (response) => response.id === id || (response.id === null && 'error' in response.outcome),
  );
  if (ours === undefined) {
    return unreadable(
      responses.length > 0 ? 'GATEWAY_RESPONSE_ID_MISMATCH' : codeWithoutResponse(reply, messages),
    );
  }
  return 'error' in ours.outcome
    ? refusedByRpc(reply.status, ours.outcome.error)
    : { kind: 'result', result: ours.outcome.result };
};

/** Finds the response to the request with this id, in JSON or in an event stream. */
export const readReply = (reply: HttpReply, id: string): Reply =>
  reply.status >= 200 && reply.status < 300 ? readAccepted(reply, id) : readRefused(reply);
