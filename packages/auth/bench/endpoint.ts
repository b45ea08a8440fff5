import {
  type Behaviour,
  type ProgrammableServer,
  startProgrammableServer,
} from '../testing/programmable-server.ts';
import { issuer, json, mintToken } from '../testing/tokens.ts';

/** Issuer, gateway and discovery (one peer uses it) on one origin. */
export type Endpoint = {
  readonly origin: string;
  readonly tokenEndpoint: string;
  readonly gatewayUrl: string;
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  tokenRequests: number;
  discoveryRequests: number;
  /** Reaction to token requests. `undefined`: issue a token. */
  behaviour: Behaviour | undefined;
  lifeSeconds: number;
  /** Delay before a token is issued. */
  delayMs: number;
  /** Tokens that the gateway refuses. */
  readonly revoked: Set<string>;
  close(): Promise<void>;
};

const client = { clientId: 'client-1', clientSecret: 'canary-secret-c0ffee' };

const metadataOf = (origin: string): object => ({
  issuer: origin,
  authorization_endpoint: `${origin}/authorize`,
  token_endpoint: `${origin}/oauth2/token`,
  response_types_supported: ['code'],
  grant_types_supported: ['client_credentials'],
  token_endpoint_auth_methods_supported: ['client_secret_basic'],
});

const grant = async ({ lifeSeconds, delayMs }: Endpoint): Promise<Behaviour> => {
  if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
  const token = await mintToken({ now: Date.now(), lifeSeconds });
  return json(200, { access_token: token, expires_in: lifeSeconds, token_type: 'Bearer' });
};

const answerGateway = ({ revoked }: Endpoint, authorization = ''): Behaviour => {
  const bearer = authorization.replace(/^Bearer /i, '');
  return bearer === '' || revoked.has(bearer) ? json(401, {}) : json(200, {});
};

const endpointOf = (server: ProgrammableServer): Endpoint => ({
  origin: server.origin,
  tokenEndpoint: `${server.origin}/oauth2/token`,
  gatewayUrl: `${server.origin}/mcp`,
  issuer,
  client,
  tokenRequests: 0,
  discoveryRequests: 0,
  behaviour: undefined,
  lifeSeconds: 3_600,
  delayMs: 0,
  revoked: new Set(),
  close: () => server.close(),
});

export const startEndpoint = async (): Promise<Endpoint> => {
  const server = await startProgrammableServer(() => 'hang');
  const endpoint = endpointOf(server);
  server.program = ({ path, headers }) => {
    server.received.length = 0;
    if (path === '/oauth2/token') {
      endpoint.tokenRequests += 1;
      return endpoint.behaviour ?? grant(endpoint);
    }
    if (path === '/mcp') return answerGateway(endpoint, headers.authorization);
    endpoint.discoveryRequests += 1;
    return path.startsWith('/.well-known/oauth-authorization-server')
      ? json(200, metadataOf(endpoint.origin))
      : json(404, {});
  };
  return endpoint;
};
