import { readFileSync } from 'node:fs';
import type { APIGatewayProxyEvent } from 'aws-lambda';

const sample = (): APIGatewayProxyEvent =>
  JSON.parse(readFileSync(new URL('../events/chat.json', import.meta.url), 'utf8'));

export const userClaims = {
  sub: 'b7c1f0a2-0000-4000-8000-000000000001',
  iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Example',
  token_use: 'access',
};

/** The sample event with the given body, headers, claims and extended request id. */
export const chatProxyEvent = (
  body: unknown = { message: 'Check security status' },
  changes: {
    headers?: Record<string, string>;
    claims?: Record<string, string>;
    extendedRequestId?: string;
  } = {},
): APIGatewayProxyEvent => {
  const event = sample();
  const { claims, extendedRequestId } = changes;
  const authorizer = claims === undefined ? {} : { authorizer: { claims } };
  const id = extendedRequestId === undefined ? {} : { extendedRequestId };
  return {
    ...event,
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: changes.headers ?? event.headers,
    requestContext: { ...event.requestContext, ...authorizer, ...id },
  };
};
