import type { Writable } from 'node:stream';

export type TurnInput = {
  readonly agentOrigin: string;
  /** The bundle of web-api. */
  readonly bundle: string;
};

/** Streams the answer to one question into the response, and ends it. */
export type StreamTurn = (response: Writable) => Promise<unknown>;

export type Contender = (input: TurnInput) => StreamTurn;

/** What the Lambda runtime sends before the body of a streamed response. */
export const prelude = Buffer.concat([
  Buffer.from(
    JSON.stringify({ statusCode: 200, headers: { 'content-type': 'text/event-stream' } }),
  ),
  Buffer.alloc(8),
]);
