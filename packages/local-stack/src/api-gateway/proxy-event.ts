import type { GatewayRequest } from './gateway-request.ts';

/** Connection headers, which do not reach the function. */
const connectionHeaders = new Set([
  'connection',
  'content-length',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const twoDigits = (value: number): string => String(value).padStart(2, '0');

/** For instance `09/Apr/2015:12:34:56 +0000`. */
const requestTime = (atMs: number): string => {
  const at = new Date(atMs);
  const time = at.toISOString().slice(11, 19);
  return `${twoDigits(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${time} +0000`;
};

type Pairs = Iterable<readonly [string, string]>;

const multiValue = (pairs: Pairs): Record<string, string[]> => {
  // A map, because a caller can send the name of a member that every object has, such as `constructor`.
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...(values.get(name) ?? []), value]);
  return Object.fromEntries(values);
};

/** Keeps the last of several values, as API Gateway does. */
const singleValue = (pairs: Pairs): Record<string, string> => Object.fromEntries(pairs);

const orNull = <Value extends object>(value: Value): Value | null =>
  Object.keys(value).length === 0 ? null : value;

const forwardedFor = ({ headers, sourceIp }: GatewayRequest): string => {
  const former = headers.filter(([name]) => name.toLowerCase() === 'x-forwarded-for');
  return [...former.map(([, value]) => value), sourceIp].join(', ');
};

/** The request's headers, with those that API Gateway adds. */
const eventHeaders = (request: GatewayRequest): [string, string][] => {
  const added: [string, string][] = [
    ['X-Amzn-Trace-Id', request.traceHeader],
    ['X-Forwarded-For', forwardedFor(request)],
    ['X-Forwarded-Port', '443'],
    ['X-Forwarded-Proto', 'https'],
  ];
  const replaced = new Set(added.map(([name]) => name.toLowerCase()));
  const kept = request.headers.flatMap(([name, value]): [string, string][] => {
    const lower = name.toLowerCase();
    return replaced.has(lower) || connectionHeaders.has(lower) ? [] : [[name, value]];
  });
  return [...kept, ...added];
};

const identity = ({ sourceIp, headers }: GatewayRequest) => ({
  cognitoIdentityPoolId: null,
  accountId: null,
  cognitoIdentityId: null,
  caller: null,
  sourceIp,
  principalOrgId: null,
  accessKey: null,
  cognitoAuthenticationType: null,
  cognitoAuthenticationProvider: null,
  userArn: null,
  userAgent: headers.find(([name]) => name.toLowerCase() === 'user-agent')?.[1] ?? null,
  user: null,
});

const requestContext = (
  request: GatewayRequest,
  claims: Readonly<Record<string, string>> | undefined,
) => {
  const { api, account } = request;
  return {
    resourceId: request.method.path,
    ...(claims !== undefined && { authorizer: { claims } }),
    resourcePath: request.method.path,
    httpMethod: request.httpMethod,
    extendedRequestId: request.turn,
    requestTime: requestTime(request.receivedAtMs),
    path: `/${api.stageName}${request.path}`,
    accountId: account.accountId,
    protocol: 'HTTP/1.1',
    stage: api.stageName,
    domainPrefix: api.id,
    requestTimeEpoch: request.receivedAtMs,
    requestId: request.requestId,
    identity: identity(request),
    domainName: `${api.id}.execute-api.${account.region}.amazonaws.com`,
    apiId: api.id,
  };
};

/**
 * The event of a Lambda proxy integration of a REST API, payload version 1.0.
 * See https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
 */
export const proxyEvent = (
  request: GatewayRequest,
  body: Buffer,
  claims: Readonly<Record<string, string>> | undefined,
) => {
  const headers = eventHeaders(request);
  return {
    resource: request.method.path,
    path: request.path,
    httpMethod: request.httpMethod,
    headers: singleValue(headers),
    multiValueHeaders: multiValue(headers),
    queryStringParameters: orNull(singleValue(request.query)),
    multiValueQueryStringParameters: orNull(multiValue(request.query)),
    pathParameters: orNull(request.pathParameters),
    stageVariables: null,
    requestContext: requestContext(request, claims),
    body: body.length === 0 ? null : body.toString('utf8'),
    isBase64Encoded: false,
  };
};
