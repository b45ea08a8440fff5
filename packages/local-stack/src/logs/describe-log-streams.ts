import {
  DescribeLogStreams$,
  type DescribeLogStreamsRequest,
  type DescribeLogStreamsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../aws-endpoint/operation.ts';
import { listPage } from './list-page.ts';
import { streamArn } from './log-arn.ts';
import type { LogGroup, LogStream } from './log-store.ts';
import { groupNamed, groupResource, invalidParameter, type LogsState } from './logs-state.ts';

export const describeLogStreams = operation<
  DescribeLogStreamsRequest,
  DescribeLogStreamsResponse,
  LogsState
>(DescribeLogStreams$, {
  action: 'logs:DescribeLogStreams',
  resource: groupResource,
  run(input, state) {
    const group = groupNamed(input, state);
    const { items, nextToken } = listPage(streamsOf(group, input), input);
    return {
      logStreams: items.map((stream) => ({
        logStreamName: stream.name,
        creationTime: stream.createdAtMs,
        firstEventTimestamp: stream.firstEventAtMs,
        lastEventTimestamp: stream.lastEventAtMs,
        lastIngestionTime: stream.lastEventAtMs,
        arn: streamArn(group.name, stream.name, state.account),
        // CloudWatch Logs reports 0 for every stream.
        storedBytes: 0,
      })),
      nextToken,
    };
  },
});

const streamsOf = (
  group: LogGroup,
  { logStreamNamePrefix, orderBy, descending }: DescribeLogStreamsRequest,
): readonly LogStream[] => {
  const byTime = orderBy === 'LastEventTime';
  if (byTime && logStreamNamePrefix !== undefined) {
    throw invalidParameter('Cannot order by LastEventTime with a logStreamNamePrefix.');
  }
  const sorted = [...group.streams.values()]
    .filter(({ name }) => name.startsWith(logStreamNamePrefix ?? ''))
    .toSorted((one, other) =>
      byTime ? one.lastEventAtMs - other.lastEventAtMs : one.name < other.name ? -1 : 1,
    );
  return descending ? sorted.toReversed() : sorted;
};
