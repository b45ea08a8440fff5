import type { APIGatewayProxyEvent } from 'aws-lambda';

type Headers = APIGatewayProxyEvent['headers'] | null;

/** Finds a header by its lower-case name. A REST API keeps the case that the client sent. */
export const headerOf = (headers: Headers, lowerCaseName: string): string | undefined =>
  Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === lowerCaseName)?.[1];
