import type { Account } from '../account.ts';
import { AwsError } from '../aws-endpoint/aws-error.ts';
import { groupArn } from './log-arn.ts';
import type { LogGroup, LogStore } from './log-store.ts';

export type LogsState = {
  readonly account: Account;
  readonly store: LogStore;
};

type AskedGroup = {
  readonly logGroupName?: string | undefined;
  readonly logGroupIdentifier?: string | undefined;
};

export const invalidParameter = (message: string): AwsError =>
  new AwsError('InvalidParameterException', message);

const nameIn = ({ logGroupName, logGroupIdentifier = '' }: AskedGroup): string =>
  logGroupName ?? logGroupIdentifier.replace(/^arn:[^:]*:logs:[^:]*:[^:]*:log-group:/, '');

/** The ARN on which access to the group of a request is decided, whether or not it exists. */
export const groupResource = (asked: AskedGroup, account: Account): string =>
  groupArn(nameIn(asked), account);

/** Finds the group of a request by its name, or by its name or ARN in `logGroupIdentifier`. */
export const groupNamed = (asked: AskedGroup, { store }: LogsState): LogGroup => {
  if ((asked.logGroupName === undefined) === (asked.logGroupIdentifier === undefined)) {
    throw invalidParameter('Specify either logGroupName or logGroupIdentifier, and not both.');
  }
  const group = store.find(nameIn(asked));
  if (group) return group;
  throw new AwsError('ResourceNotFoundException', 'The specified log group does not exist.');
};

/** `unmask` shows what a data protection policy masks. The local stack has no such policies. */
export const refuseUnmask = (unmask: boolean | undefined): void => {
  if (!unmask) return;
  throw invalidParameter('The local stack masks nothing in logs, so it does not support unmask.');
};
