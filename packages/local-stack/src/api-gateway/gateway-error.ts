import type { ServerResponse } from 'node:http';

/**
 * The gateway responses of API Gateway, by response type. See
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const gatewayResponseTypes = {
  ACCESS_DENIED: [403, 'AccessDeniedException', 'User is not authorized to access this resource'],
  API_CONFIGURATION_ERROR: [500, 'InternalServerErrorException', 'Internal server error'],
  /** A malformed proxy response. AWS has no response type for it. */
  MALFORMED_PROXY_RESPONSE: [502, 'InternalServerErrorException', 'Internal server error'],
  INTEGRATION_TIMEOUT: [504, 'InternalServerErrorException', 'Endpoint request timed out'],
  MISSING_AUTHENTICATION_TOKEN: [
    403,
    'MissingAuthenticationTokenException',
    'Missing Authentication Token',
  ],
  REQUEST_TOO_LARGE: [413, 'RequestEntityTooLargeException', 'Request Too Long'],
  THROTTLED: [429, 'TooManyRequestsException', 'Too Many Requests'],
  UNAUTHORIZED: [401, 'UnauthorizedException', 'Unauthorized'],
} as const;

export type GatewayResponseType = keyof typeof gatewayResponseTypes;

/** A request that API Gateway itself answers. `code` is the gateway response type. */
export class GatewayError extends Error {
  override readonly name = 'GatewayError';
  readonly code: GatewayResponseType;

  constructor(code: GatewayResponseType, options?: ErrorOptions) {
    super(gatewayResponseTypes[code][2], options);
    this.code = code;
  }
}

/** Additional headers of a REST API's gateway responses, by response type. */
export type GatewayResponseHeaders = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** Writes an error response, with the headers of its response type or else of its class. */
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
