import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import aws4 from 'aws4';
import fc from 'fast-check';
import { fuzzEndpoint, fuzzTimeoutMs } from '../testing/fuzz/fuzz-endpoint.ts';
import { malformedInput } from '../testing/fuzz/malformed-input.ts';
import { operatorOf, runStack } from '../testing/running-stack.ts';
import { machineToken } from '../testing/web-sign-in.ts';
import type { LocalStack } from './start-local-stack.ts';

let stack: LocalStack;
let token: string;

beforeAll(async () => {
  stack = await runStack();
  token = await machineToken(stack);
});
afterAll(() => stack.stop());

type Send = (body: string) => Promise<Response>;

const signed =
  (service: string, path: () => string, headers: Readonly<Record<string, string>> = {}): Send =>
  (body) => {
    const { host, origin } = new URL(stack.endpoints.aws);
    const request = aws4.sign(
      {
        service,
        host,
        body,
        path: path(),
        method: 'POST',
        region: stack.env.AWS_REGION ?? '',
        headers: { 'content-type': 'application/json', ...headers },
      },
      operatorOf(stack),
    );
    const { host: _host, Host: _Host, ...sent } = request.headers as Record<string, string>;
    return fetch(`${origin}${request.path}`, { method: 'POST', headers: sent, body });
  };

const jsonRpc = (service: string, target: string): Send =>
  signed(service, () => '/', {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-target': target,
  });

const toGateway: Send = (body) =>
  fetch(stack.endpoints.gateway, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body,
  });

const toTokenEndpoint: Send = (body) => {
  const { CLIENT_ID = '', CLIENT_SECRET = '' } = stack.env;
  return fetch(stack.endpoints.tokenEndpoint, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${CLIENT_ID}:${CLIENT_SECRET}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body,
  });
};

const formFields = ['grant_type', 'scope', 'client_id', 'code', 'refresh_token'];
const formText = fc.oneof(
  fc.constantFrom('client_credentials', '%', '%zz', '+', '\0'),
  fc.string(),
);
const malformedForm = fc
  .array(fc.tuple(fc.constantFrom(...formFields), formText), { maxLength: 5 })
  .map((pairs) => pairs.map((pair) => pair.join('=')).join('&'));

type Operation = readonly [name: string, send: Send, inputs: fc.Arbitrary<string>];

const operations: readonly Operation[] = [
  [
    'secretsmanager:GetSecretValue',
    jsonRpc('secretsmanager', 'secretsmanager.GetSecretValue'),
    malformedInput(['SecretId', 'VersionId', 'VersionStage']),
  ],
  [
    'cognito-idp:ListUserPoolClientSecrets',
    jsonRpc('cognito-idp', 'AWSCognitoIdentityProviderService.ListUserPoolClientSecrets'),
    malformedInput(['UserPoolId', 'ClientId', 'NextToken']),
  ],
  [
    'securityhub:GetFindings',
    signed('securityhub', () => '/findings'),
    malformedInput(['Filters', 'SortCriteria', 'NextToken', 'MaxResults']),
  ],
  [
    'inspector2:ListFindings',
    signed('inspector2', () => '/findings/list'),
    malformedInput(['filterCriteria', 'sortCriteria', 'nextToken', 'maxResults']),
  ],
  [
    'access-analyzer:ListFindingsV2',
    signed('access-analyzer', () => '/findingv2'),
    malformedInput(['analyzerArn', 'filter', 'sort', 'nextToken', 'maxResults']),
  ],
  [
    'bedrock:InvokeAgent',
    signed('bedrock', () => {
      const { AGENT_ID, AGENT_ALIAS_ID } = stack.env;
      return `/agents/${AGENT_ID}/agentAliases/${AGENT_ALIAS_ID}/sessions/fuzz/text`;
    }),
    malformedInput(['inputText', 'enableTrace', 'endSession', 'sessionState']),
  ],
  [
    'lambda:Invoke',
    signed('lambda', () => '/2015-03-31/functions/no-such-function/invocations'),
    malformedInput(['a']),
  ],
  [
    'tools/call of the AgentCore Gateway',
    toGateway,
    malformedInput(['jsonrpc', 'id', 'method', 'params']),
  ],
  ['the token endpoint', toTokenEndpoint, malformedForm],
];

describe.each(operations)('%s', (_name, send, inputs) => {
  it(
    'answers each malformed input with a client error, and continues to work',
    async () => {
      await fuzzEndpoint(inputs, async (body) => {
        const response = await send(body);
        const text = await response.text();
        expect(response.status).toBeLessThan(500);
        if (response.ok) return;
        expect(JSON.parse(text)).toEqual(expect.any(Object));
        expect(text).not.toMatch(/InternalFailure|InternalServer/);
      });
    },
    fuzzTimeoutMs,
  );
});
