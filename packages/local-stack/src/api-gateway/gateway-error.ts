import type { ServerResponse } from 'node:http';

/**
 * Responses that API Gateway gives itself, by response type.
 * See https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const gatewayResponseTypes = {
  ACCESS_DENIED: [403, 'AccessDeniedException', 'User is not authorized to access this resource'],
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException', 'Internal server error'],
  /** A proxy response that is none; AWS has no type of its own for it. */
  MALFORMED_PROXY_RESPONSE: [502, 'InternalServerErrorException', 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
  MISSING_AUTHENTICATION_TOKEN: [
    403,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ],
  REQUEST_TOO_LARGE: [413, 'RequestEntityTooLargeException', 'Request Too Long'],
  UNAUTHORIZED: [401, 'UnauthorizedException', 'Unauthorized'],
} as const;

export type GatewayResponseType = keyof typeof gatewayResponseTypes;

/** A request that API Gateway answers itself; `code` is the gateway response's type. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: GatewayResponseType;

  constructor(code: GatewayResponseType, options?: ErrorOptions) {
    super(gatewayResponseTypes[code][2], options);
    this.code = code;
  }
}

/** Headers that a REST API's gateway responses add, by response type. */
export type GatewayResponseHeaders = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Writes the response of an error, with the headers of its own type or else of its class. */
export const writeGatewayError = (
  response: ServerResponse,
  code: GatewayResponseType,
  headers: GatewayResponseHeaders,
): void => {
  const [status, errorType, message] = gatewayResponseTypes[code];
  const added = headers.get(code) ?? headers.get(status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  for (const [name, value] of Object.entries(added ?? {})) response.setHeader(name, value);
  response.setHeader('Content-Type', 'application/json');
  response.setHeader('x-amzn-ErrorType', errorType);
  response.writeHead(status).end(JSON.stringify({ message }));
};
