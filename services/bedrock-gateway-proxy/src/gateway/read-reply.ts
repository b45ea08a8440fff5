import type { FailureCode } from '../failures.ts';
import { type ParsedMessage, parseMessage, type RpcError, type RpcResponse } from './json-rpc.ts';
import { readEventStream } from './sse.ts';

/** What came back over HTTP. */
export type HttpReply = {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** A refusal, by JSON-RPC error, HTTP status or both. */
export type Refusal = {
  readonly status: number;
  readonly rpcCode: number | undefined;
  /** Start of the message that the gateway gave with it. */
  readonly text: string;
  readonly data: unknown;
};

export type Reply =
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly refusal: Refusal }
  | { readonly kind: 'unreadable'; readonly code: FailureCode };

/** How much of a refusal's text is looked at. */
const maxTextLength = 500;

const unreadable = (code: FailureCode): Reply => ({ kind: 'unreadable', code });

const refusedByRpc = (status: number, error: RpcError): Reply => ({
  kind: 'refusal',
  refusal: {
    status,
    rpcCode: error.code,
    text: (error.message ?? '').slice(0, maxTextLength),
    data: error.data,
  },
});

/** AWS services put their sentence into `message` or `Message`. */
const sentenceOf = (body: string): string => {
  const found = /^\s*\{.{0,2000}?"[mM]essage"\s*:\s*"([^"]{0,500})"/s.exec(body);
  return (found?.[1] ?? body).slice(0, maxTextLength);
};

const hasMediaType = ({ headers }: HttpReply, mediaType: string): boolean =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === mediaType;

const messagesOf = (reply: HttpReply): readonly ParsedMessage[] => {
  if (hasMediaType(reply, 'text/event-stream'))
    return readEventStream(reply.body).map(parseMessage);
  return hasMediaType(reply, 'application/json') ? [parseMessage(reply.body)] : ['malformed'];
};

const isResponse = (message: ParsedMessage): message is RpcResponse => typeof message === 'object';

const readRefused = (reply: HttpReply): Reply => {
  for (const message of messagesOf(reply).filter(isResponse)) {
    // The gateway answers id 0 where it did not read the request.
    if ('error' in message.outcome) return refusedByRpc(reply.status, message.outcome.error);
  }
  return {
    kind: 'refusal',
    refusal: {
      status: reply.status,
      rpcCode: undefined,
      text: sentenceOf(reply.body),
      data: undefined,
    },
  };
};

const codeWithoutResponse = (reply: HttpReply, messages: readonly ParsedMessage[]): FailureCode => {
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

/** Finds the response to the request of this id in an answer of either content type. */
export const readReply = (reply: HttpReply, id: string): Reply =>
  reply.status >= 200 && reply.status < 300 ? readAccepted(reply, id) : readRefused(reply);
