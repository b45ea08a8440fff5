import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type {
  AccessControl,
  AccessRequest,
  AssumeRoleRequest,
} from '../../src/access/access-control.ts';
import type { Session } from '../../src/access/session.ts';
import { seededAccount } from '../../src/account.ts';
import { createAgentCoreGateway } from '../../src/agentcore-gateway/create-agentcore-gateway.ts';
import type {
  DeployedGateway,
  DeployedGatewayTarget,
  JwtConfiguration,
} from '../../src/agentcore-gateway/deployed-gateway.ts';
import { createDecisionRecord } from '../../src/decisions/decision-record.ts';
import { createTurnTraces } from '../../src/decisions/turn-traces.ts';
import { listenOnLoopback } from '../../src/http/loopback-server.ts';
import type { Invocation, InvocationResult } from '../../src/lambda/function/lambda-invoker.ts';

export const nowMs = Date.parse('2026-11-22T12:00:00Z');
export const clientId = 'machineclient';
export const scope = 'gateway/invoke';

export const securityTarget: DeployedGatewayTarget = {
  targetId: 'TARGET1234',
  name: 'security',
  lambdaArn: 'arn:aws:lambda:us-east-1:111122223333:function:tools',
  tools: [
    {
      name: 'list_findings',
      description: 'Lists findings.',
      inputSchema: {
        type: 'object',
        properties: {
          severity: { type: 'string', description: 'Severity.' },
          limit: { type: 'integer' },
          ids: { type: 'array', items: { type: 'string' } },
        },
        required: ['severity'],
      },
    },
  ],
};

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

/** An issuer like Cognito: discovery document, keys, and RS256 access tokens without `aud`. */
const startIssuer = async () => {
  let signing = { ...(await generateKeyPair('RS256')), kid: 'k1' };
  let jwks = [
    { ...(await exportJWK(signing.publicKey)), kid: signing.kid, alg: 'RS256', use: 'sig' },
  ];
  const answers: Record<string, Answer> = {};
  const server = await listenOnLoopback(
    createServer((request, response) => {
      const path = request.url ?? '';
      const answer = answers[path];
      if (answer !== undefined) return answer(request, response);
      const issuer = `${server.origin}/pool`;
      const document = path.endsWith('jwks.json')
        ? { keys: jwks }
        : { issuer, jwks_uri: `${issuer}/.well-known/jwks.json` };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document));
    }),
    0,
  );
  const issuer = `${server.origin}/pool`;
  return {
    issuer,
    discoveryUrl: `${issuer}/.well-known/openid-configuration`,
    /** Replacement answers by path. */
    answers,
    close: server.close,
    async rotate() {
      signing = { ...(await generateKeyPair('RS256')), kid: 'k2' };
      const added = {
        ...(await exportJWK(signing.publicKey)),
        kid: 'k2',
        alg: 'RS256',
        use: 'sig',
      };
      jwks = [...jwks, added];
    },
    token: (claims: JWTPayload = {}, key = signing.privateKey) =>
      new SignJWT({
        iss: issuer,
        client_id: clientId,
        sub: clientId,
        scope,
        token_use: 'access',
        exp: nowMs / 1000 + 3600,
        ...claims,
      })
        .setProtectedHeader({ alg: 'RS256', kid: signing.kid })
        .sign(key),
  };
};

/** Access control that tests configure, and that records the requests. */
const fakeAccess = (target: { readonly trusted: boolean }) => {
  const caller = session({
    service: 'test',
    roleArn: 'arn:aws:iam::111122223333:role/caller',
    sourceArn: '',
    sourceAccount: '',
    sessionName: 'test',
    hop: null,
    currentTurn: () => undefined,
  });
  const iam: { effect: 'allow' | 'deny' } = { effect: 'allow' };
  const authorized: AccessRequest[] = [];
  const assumed: AssumeRoleRequest[] = [];
  const access: AccessControl = {
    authorize(request) {
      authorized.push(request);
      return { effect: iam.effect, by: 'a statement', principal: caller.principalArn };
    },
    assumeRole(request) {
      assumed.push(request);
      return target.trusted ? session(request) : { effect: 'deny', by: 'trust', principal: 'x' };
    },
    allows: () => true,
    trusts: () => true,
    findSession: (id) => (id === caller.accessKeyId ? caller : undefined),
  };
  return { access, iam, authorized, assumed, caller };
};

export type GatewayBench = Awaited<ReturnType<typeof startGateway>>;

/** A gateway on loopback with its issuer. `target.invoke` replaces its target. */
export const startGateway = async (
  changes: Partial<DeployedGateway> = {},
  jwt: Partial<JwtConfiguration> = {},
) => {
  const issuer = await startIssuer();
  const clock = { aheadMs: 0, now: () => nowMs + clock.aheadMs };
  const decisions = createDecisionRecord(clock);
  const traces = createTurnTraces(clock);
  const invocations: Invocation[] = [];
  const target: {
    trusted: boolean;
    invoke: (invocation: Invocation) => Promise<InvocationResult>;
  } = {
    trusted: true,
    invoke: async () => succeeded({ ok: true, summary: 'Two findings.' }),
  };
  const httpServer = createServer((request, response) => handler(request, response));
  const server = await listenOnLoopback(httpServer, 0);
  const gateway: DeployedGateway = {
    gatewayId: 'security-gw-a1b2c3d4e5',
    arn: 'arn:aws:bedrock-agentcore:us-east-1:111122223333:gateway/security-gw-a1b2c3d4e5',
    name: 'security-gw',
    url: `${server.origin}/mcp`,
    roleArn: 'arn:aws:iam::111122223333:role/gateway',
    authorizer: {
      type: 'CUSTOM_JWT',
      discoveryUrl: issuer.discoveryUrl,
      allowedClients: [clientId],
      allowedScopes: [scope],
      allowedAudience: undefined,
      ...jwt,
    },
    supportedVersions: ['2025-11-25', '2025-06-18', '2025-03-26'],
    targets: [securityTarget],
    ...changes,
  };
  const { access, ...identities } = fakeAccess(target);
  const handler = createAgentCoreGateway({
    gateway,
    access,
    clock,
    decisions,
    traces,
    account: seededAccount,
    lambda: {
      invoke(invocation) {
        invocations.push(invocation);
        return target.invoke(invocation);
      },
      invokeWithResponseStream: () =>
        Promise.reject(new Error('The gateway does not invoke with a response stream.')),
    },
  });
  const bench = {
    issuer,
    gateway,
    clock,
    decisions,
    traces,
    invocations,
    target,
    url: gateway.url,
    ...identities,
  };
  const close = async () => {
    await server.close();
    await issuer.close();
  };
  return { ...bench, close };
};

export const succeeded = (value: unknown): InvocationResult => ({
  requestId: 'r-1',
  payload: Buffer.from(JSON.stringify(value)),
  functionError: undefined,
});

const session = ({ roleArn, currentTurn }: AssumeRoleRequest): Session => ({
  accessKeyId: 'ASIAGATEWAY',
  secretAccessKey: 's',
  sessionToken: 't',
  roleArn,
  principalArn: 'arn:aws:sts::111122223333:assumed-role/gateway/security-gw-a1b2c3d4e5',
  expiresAtMs: nowMs + 3_600_000,
  currentTurn,
});

export type Sent = {
  readonly token?: string | undefined;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly method?: string;
  readonly path?: string;
};

/** Sends one request to a gateway. A `body` that is not text is sent as JSON. */
export const send = async (url: string, { token, headers, body, method = 'POST', path }: Sent) => {
  const response = await fetch(path === undefined ? url : new URL(path, url), {
    method,
    headers: {
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-11-25',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(method === 'POST' && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text),
  };
};

export const rpc = (method: string, params: object = {}, id: number | string = 7) => ({
  jsonrpc: '2.0',
  id,
  method,
  params,
});
