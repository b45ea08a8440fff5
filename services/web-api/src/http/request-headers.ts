import { randomUUID } from 'node:crypto';
import { correlationId, correlationIdHeader } from '@hopwise/contracts/correlation-id';
import type { APIGatewayProxyEvent } from 'aws-lambda';

type Headers = APIGatewayProxyEvent['headers'] | null;

/** Finds a header by its lower-case name. A REST API keeps the case that the client sent. */
export const headerOf = (headers: Headers, lowerCaseName: string): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];

/** The correlation id that the client sent, or a new one if it is missing or malformed. */
export const correlationIdOf = (headers: Headers): string => {
  const sent = correlationId.safeParse(headerOf(headers, correlationIdHeader));
  return sent.success ? sent.data : randomUUID();
};
