import { afterEach, describe, expect, it } from '@jest/globals';
import { askChat, firstDenied } from '../../testing/ask-chat.ts';
import { callAws } from '../../testing/aws-calls.ts';
import { operatorOf, runStack } from '../../testing/running-stack.ts';
import { machineToken } from '../../testing/web-sign-in.ts';
import {
  type TemplateChange,
  withProperty,
  withTrustCondition,
} from '../faults/change-template.ts';
import type { LocalStack } from '../start-local-stack.ts';

const own = '111122223333';
const foreign = '999999999999';
const question = 'Check security status';

let stack: LocalStack | undefined;

const start = async (...changes: readonly TemplateChange[]): Promise<LocalStack> => {
  stack = await runStack({ changes });
  return stack;
};

afterEach(async () => {
  await stack?.stop();
  stack = undefined;
});

const permission = (logicalId: string) => (property: string, value: string) =>
  withProperty(logicalId, property, value);

const trust = (roleId: string) => (key: string, value: string) =>
  withTrustCondition(roleId, key === 'SourceArn' ? 'ArnLike' : 'StringEquals', {
    [`aws:${key}`]: value,
  });

/** The four grants with a source. Each can be changed in a copy of the template to name another source. */
const grants = [
  {
    hop: 2,
    service: 'apigateway.amazonaws.com',
    change: permission('WebApiLambdaPermissionApiGateway'),
    ownArn: `arn:aws:execute-api:us-east-1:${own}:*/local/POST/chat`,
    foreignArns: [
      `arn:aws:execute-api:us-east-1:${own}:otherapi00/*/*`,
      `arn:aws:execute-api:us-east-1:${own}:*/local/GET/chat`,
      `arn:aws:execute-api:us-east-1:${foreign}:*/*`,
      `arn:aws:execute-api:eu-central-1:${own}:*/*`,
    ],
    action: 'lambda:InvokeFunction',
    code: 'RESOURCE_POLICY_MISSING',
  },
  {
    hop: 4,
    service: 'bedrock.amazonaws.com',
    change: trust('SecurityAgentRole'),
    ownArn: `arn:aws:bedrock:us-east-1:${own}:agent/*`,
    foreignArns: [
      `arn:aws:bedrock:us-east-1:${own}:agent/OTHERAGENT`,
      `arn:aws:bedrock:us-east-1:${own}:agent-alias/*`,
      `arn:aws:bedrock:us-east-1:${foreign}:agent/*`,
    ],
    action: 'sts:AssumeRole',
    code: 'AGENT_ROLE_UNTRUSTED',
  },
  {
    hop: 5,
    service: 'bedrock.amazonaws.com',
    change: permission('BedrockGatewayProxyBedrockPermission'),
    ownArn: `arn:aws:bedrock:us-east-1:${own}:agent/*`,
    foreignArns: [
      `arn:aws:bedrock:us-east-1:${own}:agent/OTHERAGENT`,
      // web-api invokes the alias, but the source of the call is the agent.
      `arn:aws:bedrock:us-east-1:${own}:agent-alias/*`,
      `arn:aws:bedrock:us-east-1:${foreign}:agent/*`,
    ],
    action: 'lambda:InvokeFunction',
    code: 'RESOURCE_POLICY_MISSING',
  },
  {
    hop: 7,
    service: 'bedrock-agentcore.amazonaws.com',
    change: trust('SecurityGatewayRole'),
    ownArn: `arn:aws:bedrock-agentcore:us-east-1:${own}:gateway/*`,
    foreignArns: [
      `arn:aws:bedrock-agentcore:us-east-1:${own}:gateway/hopwise-local-other-*`,
      `arn:aws:bedrock-agentcore:us-east-1:${foreign}:gateway/*`,
    ],
    action: 'sts:AssumeRole',
    code: 'GATEWAY_ROLE_UNTRUSTED',
  },
] as const;

type Grant = (typeof grants)[number];

/** AWS's answer at the hop itself, in addition to the effect on the chain. */
const responses: Readonly<Record<Grant['hop'], (running: LocalStack) => Promise<void>>> = {
  async 2(running) {
    const { status, body, headers, events } = await askChat(running, question);
    expect([status, JSON.parse(body), events]).toEqual([
      500,
      { message: 'Internal server error' },
      [],
    ]);
    expect(headers.get('x-amzn-errortype')).toBe('InternalServerErrorException');
  },
  async 4(running) {
    await expect(invokeAgent(running)).rejects.toMatchObject({ name: 'AccessDeniedException' });
    const { events } = await askChat(running, question);
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'AGENT_ROLE_DENIED', hop: 4 });
  },
  async 5(running) {
    await expect(invokeAgent(running)).rejects.toMatchObject({
      name: 'DependencyFailedException',
      resourceName: expect.stringContaining(':function:hopwise-local-bedrockGatewayProxy'),
    });
    const { events } = await askChat(running, question);
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      code: 'AGENT_DEPENDENCY_FAILED',
      hop: 5,
    });
  },
  async 7(running) {
    const { result } = await callTool(running);
    expect(result).toMatchObject({ isError: true });
    const { events } = await askChat(running, question);
    expect(events.at(-1)).toMatchObject({
      type: 'error',
      code: 'GATEWAY_TARGET_FAILED',
      hop: 7,
    });
  },
};

const invokeAgent = (running: LocalStack) =>
  callAws({ ...running.env, QUESTION: question }, 'Bedrock InvokeAgent', {
    credentials: operatorOf(running),
  });

const callTool = async (running: LocalStack): Promise<{ readonly result: unknown }> => {
  const response = await fetch(running.endpoints.gateway, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await machineToken(running)}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: { name: 'security___check_security_services', arguments: {} },
    }),
  });
  return (await response.json()) as { result: unknown };
};

const foreignSources = grants.flatMap((grant) => [
  ...grant.foreignArns.map((arn) => [grant.hop, 'SourceArn', arn, grant] as const),
  [grant.hop, 'SourceAccount', foreign, grant] as const,
]);

describe('the right service on behalf of a wrong source', () => {
  it.each(foreignSources)('is refused at hop %i: %s %s', async (...row) => {
    const [hop, property, value, { change, service, action, code }] = row;
    const running = await start(change(property, value));
    const asked = await askChat(running, question);
    expect(firstDenied(asked)).toMatchObject({
      hop,
      action,
      code,
      credential: 'iam',
      principal: service,
    });
    const hops = asked.decisions.map((decision) => decision.hop ?? 0);
    expect(Math.max(...hops)).toBe(hop);
  });

  it.each(grants.map((grant) => [grant.hop, grant] as const))(
    "gets AWS's answer at hop %i",
    async (hop, { change }) => {
      await responses[hop](await start(change('SourceAccount', foreign)));
    },
  );
});

describe('the right service on behalf of the right source', () => {
  it('is allowed if every grant names account and source', async () => {
    const running = await start(
      ...grants.flatMap(({ change, ownArn }) => [
        change('SourceAccount', own),
        change('SourceArn', ownArn),
      ]),
    );
    const asked = await askChat(running, question);
    expect(asked.events.at(-1)?.type).toBe('done');
    expect(firstDenied(asked)).toBeUndefined();
  });
});
