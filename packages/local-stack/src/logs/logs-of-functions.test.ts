import {
  CloudWatchLogsClient,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { askChat } from '../../testing/ask-chat.ts';
import { operatorOf, runStack } from '../../testing/running-stack.ts';
import type { LocalStack } from '../start-local-stack.ts';

// The tests start a stack.
jest.setTimeout(60_000);

const started: { stop(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

const start = async (changes: Parameters<typeof runStack>[0] = {}) => {
  const stack = await runStack(changes);
  const client = new CloudWatchLogsClient({
    endpoint: stack.endpoints.aws,
    region: 'us-east-1',
    credentials: operatorOf(stack),
    maxAttempts: 1,
  });
  started.push({
    async stop() {
      client.destroy();
      await stack.stop();
    },
  });
  return { stack, client };
};

const groupOf = (stack: LocalStack, variable: string): string =>
  `/aws/lambda/${stack.env[variable]}`;

const messagesOf = async (client: CloudWatchLogsClient, logGroupName: string) => {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName }));
  return events.map(({ message = '' }) => message);
};

describe('the log group of a function', () => {
  it('has the lines of its invocations in the stream of its environment', async () => {
    const { stack, client } = await start();
    await askChat(stack, 'Check security status');
    const logGroupName = groupOf(stack, 'BEDROCK_GATEWAY_PROXY_FUNCTION');
    const messages = await messagesOf(client, logGroupName);
    expect(messages[0]).toMatch(/^INIT_START|platform\.initStart/);
    expect(messages.some((message) => /^START|platform\.start/.test(message))).toBe(true);
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName }));
    expect(logStreams).toMatchObject([
      { logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/) },
    ]);
  });

  it('stays empty if the role is not allowed to write logs', async () => {
    const { stack, client } = await start();
    await stack.faults.set('log-permission-missing', true);
    await askChat(stack, 'Check security status');
    expect(await messagesOf(client, groupOf(stack, 'SECURITY_TOOLS_FUNCTION'))).toEqual([]);
    expect(
      await messagesOf(client, groupOf(stack, 'BEDROCK_GATEWAY_PROXY_FUNCTION')),
    ).not.toHaveLength(0);
  });
});
