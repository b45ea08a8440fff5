import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import type { Writable } from 'node:stream';
import { type Contender, prelude } from './contender.ts';

type Context = { readonly awsRequestId: string; getRemainingTimeInMillis(): number };
type Handler = (event: unknown, response: Writable, context: Context) => Promise<unknown>;

/** The part of Lambda's runtime that a streaming function uses. */
const runtime = {
  streamifyResponse: (handler: Handler) => handler,
  HttpResponseStream: {
    from(response: Writable) {
      response.write(prelude);
      return response;
    },
  },
};

const eventFile = resolve(import.meta.dirname, '../../../../../services/web-api/events/chat.json');

/** The deployed function. */
export const webApi: Contender = ({ bundle }) => {
  Object.assign(globalThis, { awslambda: runtime });
  const { handler }: { handler: Handler } = createRequire(import.meta.url)(bundle);
  const event: unknown = JSON.parse(readFileSync(eventFile, 'utf8'));
  const context = { awsRequestId: 'request-1', getRemainingTimeInMillis: () => 120_000 };
  return (response) => handler(event, response, context);
};
