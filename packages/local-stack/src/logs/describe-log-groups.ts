import {
  DescribeLogGroups$,
  type DescribeLogGroupsRequest,
  type DescribeLogGroupsResponse,
} from '@aws-sdk/client-cloudwatch-logs';
import { operation } from '../aws-endpoint/operation.ts';
import { arn } from '../deployment/arn.ts';
import { listPage } from './list-page.ts';
import { groupArn } from './log-arn.ts';
import { invalidParameter, type LogsState } from './logs-state.ts';

const unsupported = [
  'accountIdentifiers',
  'includeLinkedAccounts',
  'logGroupClass',
  'logGroupIdentifiers',
] as const satisfies readonly (keyof DescribeLogGroupsRequest)[];

export const describeLogGroups = operation<
  DescribeLogGroupsRequest,
  DescribeLogGroupsResponse,
  LogsState
>(DescribeLogGroups$, {
  action: 'logs:DescribeLogGroups',
  resource: (_input, account) => groupArn('', account),
  run(input, { store, account }) {
    const { logGroupNamePrefix = '', logGroupNamePattern = '' } = input;
    refuseUnsupported(input);
    const found = store
      .groups()
      .filter(
        ({ name }) => name.startsWith(logGroupNamePrefix) && name.includes(logGroupNamePattern),
      )
      .toSorted((one, other) => (one.name < other.name ? -1 : 1));
    const { items, nextToken } = listPage(found, input);
    return {
      logGroups: items.map((group) => {
        const logGroupArn = arn('logs', account, `log-group:${group.name}`);
        return {
          logGroupName: group.name,
          creationTime: group.createdAtMs,
          metricFilterCount: 0,
          arn: `${logGroupArn}:*`,
          storedBytes: group.storedBytes(),
          logGroupClass: 'STANDARD',
          logGroupArn,
        };
      }),
      nextToken,
    };
  },
});

const refuseUnsupported = (input: DescribeLogGroupsRequest): void => {
  if (input.logGroupNamePrefix !== undefined && input.logGroupNamePattern !== undefined) {
    throw invalidParameter(
      'Specify either logGroupNamePrefix or logGroupNamePattern, and not both.',
    );
  }
  const member = unsupported.find((name) => input[name] !== undefined);
  if (member === undefined) return;
  throw invalidParameter(
    `The local stack does not support ${member}; it supports logGroupNamePrefix and logGroupNamePattern.`,
  );
};
