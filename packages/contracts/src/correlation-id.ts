import * as z from 'zod/mini';

/** Response header in which web-api sends the correlation id. A request header of this name has no effect. */
export const correlationIdHeader = 'x-correlation-id';

/**
 * Response header in which API Gateway sends the id that it created for the request. A caller cannot choose this id, unlike
 * `x-amzn-requestid`. web-api uses it as the correlation id of the turn. Refusals by API Gateway itself have it, too.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
 */
export const apiRequestIdHeader = 'x-amz-apigw-id';

/** Key of the agent's session attribute that carries the correlation id to the action group. */
export const correlationIdAttribute = 'correlationId';

/** A correlation id: 8 to 64 letters, digits, `_` or `-`, and base64 padding. */
export const correlationId = z.string().check(z.regex(/^[0-9a-zA-Z_-]{8,64}={0,2}$/));

/** The correlation id of a response of the API. `undefined` if another server sent it, or if a browser hides the headers. */
export const correlationIdIn = (headers: Pick<Headers, 'get'>): string | undefined =>
  [correlationIdHeader, apiRequestIdHeader]
    .map((name) => correlationId.safeParse(headers.get(name)).data)
    .find((id) => id !== undefined);
