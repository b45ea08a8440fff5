import {
  GetLogEvents$,
  type GetLogEventsRequest,
  type GetLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { operation } from '../aws-endpoint/operation.ts';
import { firstPage } from './event-page.ts';
import { streamArn } from './log-arn.ts';
import type { LogEvent, LogGroup } from './log-store.ts';
import { groupNamed, invalidParameter, type LogsState, refuseUnmask } from './logs-state.ts';

/** Without a token, the page has the newest events, or the oldest with `startFromHead`. */
export const getLogEvents = operation<GetLogEventsRequest, GetLogEventsResponse, LogsState>(
  GetLogEvents$,
  {
    action: 'logs:GetLogEvents',
    resource: ({ logGroupName = '', logStreamName = '' }, account) =>
      streamArn(logGroupName, logStreamName, account),
    run(input, state) {
      refuseUnmask(input.unmask);
      const events = eventsOf(groupNamed(input, state), input);
      const page = eventPageOf(events, input);
      const { nextToken } = input;
      return {
        events: page.map(({ timestampMs, message }) => ({
          timestamp: timestampMs,
          message,
          ingestionTime: timestampMs,
        })),
        // At the end of the stream, the token of the request is returned again.
        nextForwardToken: `f/${page.at(-1)?.sequence ?? sequenceOf(nextToken)}`,
        nextBackwardToken: `b/${page[0]?.sequence ?? sequenceOf(nextToken)}`,
      };
    },
  },
);

/** The events of the stream in the time range, whose end is excluded. */
const eventsOf = (
  group: LogGroup,
  { logStreamName = '', startTime = 0, endTime = Infinity }: GetLogEventsRequest,
): readonly LogEvent[] => {
  if (!group.streams.has(logStreamName)) {
    throw new AwsError('ResourceNotFoundException', 'The specified log stream does not exist.');
  }
  return group.events.filter(
    (event) =>
      event.logStreamName === logStreamName &&
      event.timestampMs >= startTime &&
      event.timestampMs < endTime,
  );
};

const sequenceOf = (token: string | undefined): number => {
  if (token === undefined) return 0;
  const [, sequence] = /^[fb]\/(\d{1,15})$/.exec(token) ?? [];
  if (sequence !== undefined) return Number(sequence);
  throw invalidParameter('The specified nextToken is invalid.');
};

const eventPageOf = (
  events: readonly LogEvent[],
  { nextToken, startFromHead = false, limit }: GetLogEventsRequest,
): readonly LogEvent[] => {
  const newest = (some: readonly LogEvent[]): readonly LogEvent[] =>
    firstPage(some.toReversed(), limit).toReversed();
  if (nextToken === undefined) return startFromHead ? firstPage(events, limit) : newest(events);
  const at = sequenceOf(nextToken);
  return nextToken.startsWith('f/')
    ? firstPage(
        events.filter(({ sequence }) => sequence > at),
        limit,
      )
    : newest(events.filter(({ sequence }) => sequence < at));
};
