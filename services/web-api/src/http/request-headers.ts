import { randomUUID } from 'node:crypto';
import { correlationId, correlationIdHeader } from '@hopwise/contracts/correlation-id';
import type { APIGatewayProxyEvent } from 'aws-lambda';

type Headers = APIGatewayProxyEvent['headers'] | null;

/** A REST API hands headers on in the case in which the client sent them. */
export const headerOf = (headers: Headers, lowerCaseName: string): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];

/** The correlation id that the client brought, where it is one; otherwise a new one. */
export const correlationIdOf = (headers: Headers): string => {
  const brought = correlationId.safeParse(headerOf(headers, correlationIdHeader));
  return brought.success ? brought.data : randomUUID();
};
