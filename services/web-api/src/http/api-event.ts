import type { APIGatewayProxyEvent } from 'aws-lambda';
import * as z from 'zod/mini';
import { WebApiError } from '../errors.ts';

/** The members of an event that this function reads. */
export type ApiEvent = Pick<
  APIGatewayProxyEvent,
  'httpMethod' | 'resource' | 'headers' | 'body' | 'isBase64Encoded' | 'requestContext'
>;

const apiEvent = z.looseObject({
  httpMethod: z.string(),
  resource: z.string(),
  headers: z.nullish(z.record(z.string(), z.string())),
  body: z.nullish(z.string()),
  isBase64Encoded: z.optional(z.boolean()),
  requestContext: z.looseObject({}),
});

/** Whether an event has the form that API Gateway sends. The type adds members that the function does not read. */
export const isApiEvent = (event: unknown): event is ApiEvent => apiEvent.safeParse(event).success;

/**
 * Checks that an event comes from API Gateway. Another caller of the function is unknown: no authorizer has checked it.
 * Throws `CALLER_UNKNOWN`.
 */
export const readApiEvent = (event: unknown): ApiEvent => {
  if (isApiEvent(event)) return event;
  throw new WebApiError('CALLER_UNKNOWN', 'The request does not come from API Gateway.', {
    hop: 1,
  });
};
