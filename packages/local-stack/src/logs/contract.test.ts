import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  GetLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import type { Statement } from '@hopwise/iam/policy-document';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  allow,
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { runService } from '../../testing/aws-service/run-service.ts';
import { functionLogs, type WriteFunctionLog } from './function-logs.ts';
import { logs } from './logs.ts';

const logGroupName = '/aws/lambda/hopwise-local-webApi';
const logGroupArn = `arn:aws:logs:us-east-1:111122223333:log-group:${logGroupName}`;

let fixture: EndpointFixture;
let client: CloudWatchLogsClient;
let writeLog: WriteFunctionLog;

const start = async (statements: readonly Statement[]): Promise<void> => {
  fixture = await startEndpoint({
    statements,
    services(parts) {
      const service = runService(logs, [logGroupName], parts);
      writeLog = service.use(functionLogs);
      return [service];
    },
  });
  client = new CloudWatchLogsClient(fixture.client);
};

const write = (line: string, logStream = 'one', logGroup = logGroupName): void =>
  writeLog({ session: fixture.session, logGroup, logStream, line });

const messages = async (input: Partial<FilterLogEventsCommandInput> = {}) => {
  const { events = [] } = await client.send(new FilterLogEventsCommand({ logGroupName, ...input }));
  return events.map(({ message }) => message);
};

afterEach(async () => {
  client.destroy();
  await fixture.server.close();
});

describe('CloudWatch Logs through the AWS SDK client', () => {
  beforeEach(async () => {
    await start([allow('logs:*')]);
    for (const line of ['START', '{"level":"ERROR"}', 'END']) write(line);
    fixture.moveClock(60_000);
    write('START', 'two');
  });

  it('filters the events of a group', async () => {
    const { events, searchedLogStreams } = await client.send(
      new FilterLogEventsCommand({ logGroupName, filterPattern: '{ $.level = "ERROR" }' }),
    );
    expect(events).toEqual([
      {
        logStreamName: 'one',
        message: '{"level":"ERROR"}\n',
        timestamp: expect.any(Number),
        ingestionTime: events?.[0]?.timestamp,
        eventId: expect.stringMatching(/^\d{56}$/),
      },
    ]);
    expect(searchedLogStreams).toEqual([]);
    expect(await messages({ filterPattern: '?END ?ERROR' })).toHaveLength(2);
    expect(await messages({ logStreamNames: ['two'] })).toEqual(['START\n']);
    expect(await messages({ logStreamNamePrefix: 'o' })).toHaveLength(3);
    expect(
      await messages({ logGroupName: undefined, logGroupIdentifier: logGroupArn }),
    ).toHaveLength(4);
  });

  it('includes both ends of the time range', async () => {
    const { events: [first] = [] } = await client.send(
      new FilterLogEventsCommand({ logGroupName }),
    );
    const at = first?.timestamp ?? 0;
    expect(await messages({ endTime: at - 1 })).toEqual([]);
    expect(await messages({ startTime: at, endTime: at })).toContain('START\n');
    expect(await messages({ startTime: at + 30_000 })).toEqual(['START\n']);
    expect(await messages({ startTime: at, startFromHead: false })).toEqual(
      (await messages()).toReversed(),
    );
  });

  it('returns pages that new events do not move', async () => {
    const pages = [];
    for await (const { events = [] } of paginateFilterLogEvents(
      { client },
      { logGroupName, limit: 2 },
    )) {
      pages.push(events.map(({ message }) => message));
      if (pages.length === 1) write('late', 'two');
    }
    expect(pages).toEqual([['START\n', '{"level":"ERROR"}\n'], ['END\n', 'START\n'], ['late\n']]);
  });

  it('reads a stream from its end or from its start, in both directions', async () => {
    const stream = { logGroupName, logStreamName: 'one', limit: 1 };
    const read = async (input: object) => {
      const page = await client.send(new GetLogEventsCommand({ ...stream, ...input }));
      return { ...page, messages: page.events?.map(({ message }) => message) };
    };
    const end = await read({});
    expect(end.messages).toEqual(['END\n']);
    expect((await read({ nextToken: end.nextBackwardToken })).messages).toEqual([
      '{"level":"ERROR"}\n',
    ]);
    const after = await read({ nextToken: end.nextForwardToken });
    expect(after).toMatchObject({ messages: [], nextForwardToken: end.nextForwardToken });
    const head = await read({ startFromHead: true });
    expect(head.messages).toEqual(['START\n']);
    expect((await read({ endTime: head.events?.[0]?.timestamp })).messages).toEqual([]);
  });

  it('describes groups and streams', async () => {
    const { logGroups } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/' }),
    );
    expect(logGroups).toMatchObject([{ logGroupName, logGroupArn, arn: `${logGroupArn}:*` }]);
    const none = new DescribeLogGroupsCommand({ logGroupNamePattern: 'absent' });
    expect((await client.send(none)).logGroups).toEqual([]);
    const newest = new DescribeLogStreamsCommand({
      logGroupName,
      orderBy: 'LastEventTime',
      descending: true,
      limit: 1,
    });
    const { logStreams } = await client.send(newest);
    expect(logStreams).toMatchObject([
      { logStreamName: 'two', arn: `${logGroupArn}:log-stream:two` },
    ]);
  });

  it.each([
    [new FilterLogEventsCommand({ logGroupName: 'absent' }), 'ResourceNotFoundException'],
    [new FilterLogEventsCommand({}), 'InvalidParameterException'],
    [new FilterLogEventsCommand({ logGroupName, limit: 0 }), 'InvalidParameterException'],
    [new FilterLogEventsCommand({ logGroupName, nextToken: '1.x' }), 'InvalidParameterException'],
    [new FilterLogEventsCommand({ logGroupName, unmask: true }), 'InvalidParameterException'],
    [
      new FilterLogEventsCommand({ logGroupName, logStreamNames: ['a'], logStreamNamePrefix: 'a' }),
      'InvalidParameterException',
    ],
    [
      new FilterLogEventsCommand({ logGroupName, startFromHead: false, startTime: 1 }),
      'InvalidParameterException',
    ],
    [
      new GetLogEventsCommand({ logGroupName, logStreamName: 'absent' }),
      'ResourceNotFoundException',
    ],
    [
      new GetLogEventsCommand({ logGroupName, logStreamName: 'one', nextToken: 'x' }),
      'InvalidParameterException',
    ],
    [
      new DescribeLogGroupsCommand({ logGroupNamePrefix: 'a', logGroupNamePattern: 'a' }),
      'InvalidParameterException',
    ],
    [new DescribeLogGroupsCommand({ includeLinkedAccounts: true }), 'InvalidParameterException'],
    [
      new DescribeLogStreamsCommand({
        logGroupName,
        logStreamNamePrefix: 'a',
        orderBy: 'LastEventTime',
      }),
      'InvalidParameterException',
    ],
  ])('refuses invalid request %#', async (command, name) => {
    // Each command has its own type, and `send` is overloaded by it.
    const sent = client.send(command as FilterLogEventsCommand);
    await expect(sent).rejects.toMatchObject({ name, message: expect.stringMatching(/./) });
  });
});

describe('the permission to write logs', () => {
  const role = [allow('logs:FilterLogEvents'), allow('logs:DescribeLogGroups')];

  it.each([
    ['logs:CreateLogStream', 'logs:PutLogEvents', true],
    ['logs:CreateLogStream', 'logs:CreateLogGroup', false],
    ['logs:PutLogEvents', 'logs:CreateLogGroup', false],
  ])('of a role with %s and %s: %j', async (one, other, written) => {
    await start([...role, allow([one, other], `${logGroupArn}:*`)]);
    write('START');
    expect(await messages()).toEqual(written ? ['START\n'] : []);
  });

  it('creates a missing group only with logs:CreateLogGroup', async () => {
    const groups = async () => {
      const { logGroups = [] } = await client.send(new DescribeLogGroupsCommand({}));
      return logGroups.map((group) => group.logGroupName);
    };
    await start([...role, allow(['logs:CreateLogStream', 'logs:PutLogEvents'])]);
    write('START', 'one', '/aws/lambda/other');
    expect(await groups()).toEqual([logGroupName]);
    client.destroy();
    await fixture.server.close();
    await start([...role, allow('logs:Create*'), allow('logs:PutLogEvents')]);
    write('START', 'one', '/aws/lambda/other');
    expect(await groups()).toEqual([logGroupName, '/aws/lambda/other']);
  });

  it('is not recorded as a decision of a turn', async () => {
    await start([]);
    write('START');
    expect(fixture.decisions.all()).toEqual([]);
  });
});

describe('the permission to read logs', () => {
  it('is decided on the group, and the error names it', async () => {
    await start([allow('logs:*', 'arn:aws:logs:us-east-1:111122223333:log-group:/other:*')]);
    await expect(messages()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(
        `logs:FilterLogEvents on resource: ${logGroupArn}:log-stream:`,
      ),
    });
  });
});
