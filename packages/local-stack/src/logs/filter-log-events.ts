import {
  FilterLogEvents$,
  type FilterLogEventsRequest,
  type FilterLogEventsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../aws-endpoint/operation.ts';
import { queryDigest } from '../aws-endpoint/page.ts';
import { firstPage } from './event-page.ts';
import { parseFilterPattern } from './filter-pattern/parse-filter-pattern.ts';
import type { LogEvent } from './log-store.ts';
import type { LogsState } from './logs-state.ts';
import { groupNamed, groupResource, invalidParameter, refuseUnmask } from './logs-state.ts';

/** Newest first is supported for events after this time only. */
const newestFirstSince = Date.parse('2024-01-01T00:00:00Z');

export const filterLogEvents = operation<
  FilterLogEventsRequest,
  FilterLogEventsResponse,
  LogsState
>(FilterLogEvents$, {
  action: 'logs:FilterLogEvents',
  resource: groupResource,
  run(input, state) {
    refuseUnmask(input.unmask);
    const { nextToken, startFromHead = true, ...query } = input;
    const matches = matcherOf(input);
    const found = groupNamed(input, state).events.filter(matches);
    const ordered = startFromHead ? found : found.toReversed();
    const digest = queryDigest({ ...query, startFromHead });
    const after = nextToken === undefined ? undefined : sequenceIn(nextToken, digest);
    const rest = ordered.filter(
      ({ sequence }) =>
        after === undefined || (startFromHead ? sequence > after : sequence < after),
    );
    const page = firstPage(rest, input.limit);
    const last = page.at(-1);
    return {
      events: page.map((event) => ({
        logStreamName: event.logStreamName,
        timestamp: event.timestampMs,
        message: event.message,
        ingestionTime: event.timestampMs,
        eventId: String(event.sequence).padStart(56, '0'),
      })),
      // CloudWatch Logs deprecated the list and leaves it empty.
      searchedLogStreams: [],
      ...(last && page.length < rest.length && { nextToken: `${last.sequence}.${digest}` }),
    };
  },
});

/** The condition of a request. Both ends of the time range are included. */
const matcherOf = (input: FilterLogEventsRequest): ((event: LogEvent) => boolean) => {
  const { logStreamNames, logStreamNamePrefix = '', startTime = 0, endTime = Infinity } = input;
  if (logStreamNames !== undefined && input.logStreamNamePrefix !== undefined) {
    throw invalidParameter('Specify either logStreamNames or logStreamNamePrefix, and not both.');
  }
  if (input.startFromHead === false && startTime < newestFirstSince) {
    throw invalidParameter('startFromHead=false requires a startTime of 2024-01-01 or later.');
  }
  const matchesPattern = parseFilterPattern(input.filterPattern ?? '');
  return ({ timestampMs, logStreamName, message }) =>
    timestampMs >= startTime &&
    timestampMs <= endTime &&
    logStreamName.startsWith(logStreamNamePrefix) &&
    (logStreamNames?.includes(logStreamName) ?? true) &&
    matchesPattern(message);
};

const sequenceIn = (token: string, digest: string): number => {
  const [, sequence, sentDigest] = /^(\d{1,15})\.(.+)$/.exec(token) ?? [];
  if (sentDigest === digest) return Number(sequence);
  throw invalidParameter('The specified nextToken is invalid.');
};
