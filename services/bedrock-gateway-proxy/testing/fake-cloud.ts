import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request that a fake received. */
export type Received = {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
};

/** Answers one request, or leaves it unanswered. */
export type Respond = (request: Received, response: ServerResponse) => void;

export type FakeServer = {
  readonly origin: string;
  readonly received: Received[];
  /** Answers all further requests. */
  respond: Respond;
  close(): Promise<void>;
};

const startServer = async (respond: Respond): Promise<FakeServer> => {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const { method = '', url: path = '', headers } = request;
      received.push({ method, path, headers, body });
      fake.respond({ method, path, headers, body }, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const fake: FakeServer = {
    origin: `http://127.0.0.1:${port}`,
    received,
    respond,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
  return fake;
};

export const sendJson = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { 'Content-Type': 'application/json' });
  response.end(JSON.stringify(body));
};

const base64Url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token with Cognito's claims. Its signature is fake, because only the gateway verifies it. */
const accessTokenOf = (issuer: string): string => {
  const iat = Math.floor(Date.now() / 1000);
  const claims = {
    sub: 'machine-client',
    token_use: 'access',
    scope: 'gateway/invoke',
    auth_time: iat,
    iss: issuer,
    exp: iat + 3600,
    iat,
    version: 2,
    jti: `jti-${iat}`,
    client_id: 'machine-client',
  };
  return `${base64Url({ kid: 'k1', alg: 'RS256' })}.${base64Url(claims)}.c2lnbmF0dXJl`;
};

export type FakeCloud = {
  readonly gateway: FakeServer;
  readonly issuer: FakeServer;
  readonly secretsManager: FakeServer;
  /** Makes the issuer and Secrets Manager succeed again, and forgets all requests. */
  heal(): void;
  close(): Promise<void>;
};

const grantToken =
  (issuer: () => string): Respond =>
  (_request, response) => {
    sendJson(response, 200, {
      access_token: accessTokenOf(issuer()),
      expires_in: 3600,
      token_type: 'Bearer',
    });
  };

const giveSecret: Respond = (request, response) => {
  const { SecretId } = JSON.parse(request.body) as { SecretId: string };
  sendJson(response, 200, {
    ARN: `arn:aws:secretsmanager:us-east-1:111122223333:secret:${SecretId}-AbCdEf`,
    Name: SecretId,
    SecretString: JSON.stringify({ clientId: 'machine-client', clientSecret: 'canary-secret' }),
    VersionId: '00000000-0000-4000-8000-000000000000',
    VersionStages: ['AWSCURRENT'],
  });
};

/** Starts a gateway, a token endpoint and Secrets Manager on loopback. Tests set their answers. */
export const startFakeCloud = async (): Promise<FakeCloud> => {
  const gateway = await startServer((_request, response) => sendJson(response, 500, {}));
  const issuer = await startServer(grantToken(() => issuer.origin));
  const secretsManager = await startServer(giveSecret);
  return {
    gateway,
    issuer,
    secretsManager,
    heal() {
      issuer.respond = grantToken(() => issuer.origin);
      secretsManager.respond = giveSecret;
      for (const server of [gateway, issuer, secretsManager]) server.received.length = 0;
    },
    async close() {
      await Promise.all([gateway.close(), issuer.close(), secretsManager.close()]);
    },
  };
};
