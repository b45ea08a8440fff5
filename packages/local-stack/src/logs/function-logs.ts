import type { AccessControl } from '../access/access-control.ts';
import type { Session } from '../access/session.ts';
import type { Account } from '../account.ts';
import { port } from '../aws-service/ports.ts';
import { groupArn, streamArn } from './log-arn.ts';
import type { LogGroup, LogStore } from './log-store.ts';

export type FunctionLogLine = {
  /** Session of the function's execution role, which writes the line. */
  readonly session: Session;
  readonly logGroup: string;
  readonly logStream: string;
  readonly line: string;
};

export type WriteFunctionLog = (line: FunctionLogLine) => void;

/** Through this port Lambda writes the functions' log lines to CloudWatch Logs. */
export const functionLogs = port<WriteFunctionLog>('function logs');

type Options = {
  readonly store: LogStore;
  readonly access: Pick<AccessControl, 'allows'>;
  readonly account: Account;
};

/**
 * Writes a line if the execution role allows it. As on AWS, a line that the role is not allowed to write is
 * lost without an error. Lambda creates a missing log group if the role allows that.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
 */
export const createFunctionLogs =
  ({ store, access, account }: Options): WriteFunctionLog =>
  ({ session, logGroup, logStream, line }) => {
    const allows = (action: string, resource: string): boolean =>
      access.allows({ caller: { kind: 'session', session }, action, resource });
    const stream = streamArn(logGroup, logStream, account);
    const findGroup = (): LogGroup | undefined =>
      store.find(logGroup) ??
      (allows('logs:CreateLogGroup', groupArn(logGroup, account))
        ? store.create(logGroup)
        : undefined);
    const findStream = (group: LogGroup): boolean =>
      group.streams.has(logStream) || allows('logs:CreateLogStream', stream);
    const group = findGroup();
    if (!group || !findStream(group) || !allows('logs:PutLogEvents', stream)) return;
    group.append(logStream, `${line}\n`);
  };
