/** One server that is the token endpoint, the gateway and every AWS service of the measured functions. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { accessToken } from '../machine-client.ts';

type Answer = { readonly status?: number; readonly body?: object };

const secret = {
  SecretString: JSON.stringify({ clientId: 'machine-client', clientSecret: 'example' }),
};

const toolResult = JSON.stringify({ ok: true, summary: 'No findings.', total: 0 });

/** https://modelcontextprotocol.io/specification/2025-11-25/basic/lifecycle */
const answerGateway = (method: string | undefined, body: string): Answer => {
  if (method !== 'POST') return { status: 405 };
  const { id, method: rpcMethod } = JSON.parse(body);
  if (id === undefined) return { status: 202 };
  const result =
    rpcMethod === 'initialize'
      ? {
          protocolVersion: '2025-06-18',
          capabilities: { tools: {} },
          serverInfo: { name: 'gateway', version: '1' },
        }
      : { content: [{ type: 'text', text: toolResult }], isError: false };
  return { body: { jsonrpc: '2.0', id, result } };
};

const time = '2026-11-29T12:00:00.000Z';
const hubFinding = (index: number) => ({
  SchemaVersion: '2018-10-08',
  Id: `arn:aws:securityhub:us-east-1:111122223333:finding/${index}`,
  ProductArn: 'arn:aws:securityhub:us-east-1::product/aws/securityhub',
  GeneratorId: 'S3.2',
  AwsAccountId: '111122223333',
  CreatedAt: time,
  UpdatedAt: time,
  Severity: { Label: 'HIGH', Normalized: 70 },
  Title: 'S3 buckets should block public access',
  Description: 'A bucket is public.',
  Resources: [{ Type: 'AwsS3Bucket', Id: 'arn:aws:s3:::example' }],
  Compliance: { Status: 'FAILED' },
});
const guardDutyFinding = {
  id: 'a'.repeat(32),
  arn: 'arn:aws:guardduty:us-east-1:111122223333:detector/d/finding/a',
  type: 'Recon:EC2/PortProbeUnprotectedPort',
  severity: 5,
  title: 'A port is probed',
  description: 'A port of an instance is probed.',
  createdAt: time,
  updatedAt: time,
  accountId: '111122223333',
  region: 'us-east-1',
  partition: 'aws',
  schemaVersion: '2.0',
  resource: { resourceType: 'Instance', instanceDetails: { instanceId: 'i-0123456789abcdef0' } },
};

/** The answers of the security services, by path. */
const services: Readonly<Record<string, object>> = {
  '/findings': { Findings: Array.from({ length: 20 }, (_, index) => hubFinding(index)) },
  '/detector': { detectorIds: ['d'] },
  '/detector/d': { status: 'ENABLED' },
  '/detector/d/findings': { findingIds: ['a'] },
  '/detector/d/findings/get': { findings: [guardDutyFinding] },
  '/status/batch/get': { accounts: [{ accountId: '111122223333', state: { status: 'ENABLED' } }] },
  '/findings/list': { findings: [] },
  '/analyzer': {
    analyzers: [
      {
        arn: 'arn:aws:access-analyzer:us-east-1:111122223333:analyzer/a',
        name: 'a',
        type: 'ACCOUNT',
        createdAt: time,
        status: 'ACTIVE',
      },
    ],
  },
  '/findingv2': { findings: [] },
};

const answerOf = (request: IncomingMessage, body: string, origin: string): Answer => {
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path === '/oauth2/token') {
    const access_token = accessToken(origin);
    return { body: { access_token, expires_in: 3_600, token_type: 'Bearer' } };
  }
  if (path === '/mcp') return answerGateway(request.method, body);
  return path === '/' ? { body: secret } : { body: services[path] ?? {} };
};

export const startFakeAws = async () => {
  const server = createServer(async (request, response) => {
    const { status = 200, body } = answerOf(request, await text(request), fake.origin);
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body && JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const fake = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close(): void {
      server.close();
      server.closeAllConnections();
    },
  };
  return fake;
};
