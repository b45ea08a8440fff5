import type { Account } from '../account.ts';
import { arn } from '../deployment/arn.ts';

/** The ARN on which IAM decides about a stream, as in the access errors of CloudWatch Logs. */
export const streamArn = (logGroup: string, logStream: string, account: Account): string =>
  arn('logs', account, `log-group:${logGroup}:log-stream:${logStream}`);

/** The ARN on which IAM decides about a group. It ends as that of a stream without a name. */
export const groupArn = (logGroup: string, account: Account): string =>
  streamArn(logGroup, '', account);
