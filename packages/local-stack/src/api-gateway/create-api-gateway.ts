import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import { apiRequestIdHeader } from '@hopwise/contracts/correlation-id';
import type { Account } from '../account.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { endWithResponse } from '../decisions/span-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import type { LambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import { type AuthorizeToken, authorizeRequest } from './authorize-request.ts';
import type { DeployedRestApi, MethodIntegration } from './deployed-rest-api.ts';
import { findMethod } from './find-method.ts';
import { GatewayError, type GatewayResponseHeaders, writeGatewayError } from './gateway-error.ts';
import { type GatewayRequest, headerPairs } from './gateway-request.ts';
import { callIntegration } from './lambda-integration.ts';
import { proxyEvent } from './proxy-event.ts';
import { createThrottle, type Throttle } from './throttling.ts';

/** See https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html */
const maxBodyBytes = 10 * 1024 * 1024;

export type ApiGatewayOptions = {
  /** Distinguished by their stages, which must differ. */
  readonly restApis: readonly DeployedRestApi[];
  readonly lambda: LambdaInvoker;
  readonly authorizeToken: AuthorizeToken;
  readonly decisions: DecisionRecord;
  readonly traces: TurnTraces;
  readonly clock: Clock;
  readonly account: Account;
  /** Creates request ids. */
  readonly randomId: () => string;
  /** Creates extended request ids, which web-api uses as correlation ids. */
  readonly randomExtendedId: () => string;
};

const noHeaders: GatewayResponseHeaders = new Map();

const splitUrl = (url: string): { stageName: string; path: string; query: URLSearchParams } => {
  const [fullPath = '', ...query] = url.split('?');
  const [, stageName = '', path = ''] = /^\/([^/]*)(.*)$/.exec(fullPath) ?? [];
  return { stageName, path: path === '' ? '/' : path, query: new URLSearchParams(query.join('?')) };
};

/** Reads the body. Leaves one that is too large unread, so that the refusal can still be sent. */
const readLimitedBody = async (message: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let size = Number(message.headers['content-length'] ?? 0);
  if (size > maxBodyBytes) throw new GatewayError('REQUEST_TOO_LARGE');
  size = 0;
  for await (const chunk of message.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > maxBodyBytes) throw new GatewayError('REQUEST_TOO_LARGE');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
};

const respondMock = (
  response: ServerResponse,
  integration: Extract<MethodIntegration, { type: 'MOCK' }>,
): void => {
  for (const [name, value] of Object.entries(integration.headers)) response.setHeader(name, value);
  response.writeHead(integration.statusCode).end();
};

const stageMap = (restApis: readonly DeployedRestApi[]): Map<string, DeployedRestApi> => {
  const byStage = new Map(restApis.map((api) => [api.stageName, api]));
  if (byStage.size === restApis.length) return byStage;
  throw new RangeError('Two REST APIs have a stage of the same name and cannot be distinguished.');
};

class ApiGateway {
  readonly #options: ApiGatewayOptions;
  readonly #byStage: ReadonlyMap<string, DeployedRestApi>;
  readonly #throttle: Throttle;

  constructor(options: ApiGatewayOptions) {
    this.#options = options;
    this.#byStage = stageMap(options.restApis);
    this.#throttle = createThrottle(options.clock);
  }

  async handle(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const { stageName, path, query } = splitUrl(message.url ?? '/');
    const api = this.#byStage.get(stageName);
    const requestId = this.#options.randomId();
    const turn = this.#options.randomExtendedId();
    response.setHeader('x-amzn-RequestId', requestId);
    response.setHeader(apiRequestIdHeader, turn);
    try {
      const httpMethod = message.method ?? 'GET';
      const matched = api && findMethod(api, httpMethod, path);
      if (api === undefined || matched === undefined) {
        throw new GatewayError('MISSING_AUTHENTICATION_TOKEN');
      }
      if (!this.#throttle(matched.method)) throw new GatewayError('THROTTLED');
      const request: GatewayRequest = {
        ...matched,
        api,
        httpMethod,
        path,
        query,
        turn,
        requestId,
        account: this.#options.account,
        headers: headerPairs(message),
        authorization: message.headers.authorization,
        sourceIp: message.socket.remoteAddress ?? '127.0.0.1',
        receivedAtMs: this.#options.clock.now(),
        traceHeader: this.#options.traces.headerOf(turn),
      };
      await this.#serve(request, message, response);
    } catch (error) {
      if (!(error instanceof GatewayError)) throw error;
      writeGatewayError(response, error.code, api?.gatewayResponses ?? noHeaders);
    }
  }

  async #serve(
    request: GatewayRequest,
    message: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { authorization, integration } = request.method;
    const { authorizeToken, decisions, lambda } = this.#options;
    // A preflight is open and invokes nothing. Its decision would only separate those of a turn.
    const recorded = integration.type !== 'MOCK' || authorization.type !== 'NONE';
    if (recorded) {
      const operation = `${request.httpMethod} ${request.path}`;
      endWithResponse(decisions.startSpan({ hop: 1, turn: request.turn, operation }), response);
    }
    const claims = recorded
      ? await authorizeRequest(request, authorizeToken, decisions)
      : undefined;
    if (integration.type === 'MOCK') return respondMock(response, integration);
    const event = proxyEvent(request, await readLimitedBody(message), claims);
    response.setHeader('X-Amzn-Trace-Id', request.traceHeader);
    return callIntegration({ request, integration, event, lambda }, response);
  }
}

/** API Gateway's REST APIs: serves `/{stage}/{path}` with the template's methods. */
export const createApiGateway = (options: ApiGatewayOptions): RequestListener => {
  const gateway = new ApiGateway(options);
  return (message, response) => {
    gateway.handle(message, response).catch(() => {
      if (response.headersSent) {
        response.destroy();
      } else {
        writeGatewayError(response, 'API_CONFIGURATION_ERROR', noHeaders);
      }
    });
  };
};
