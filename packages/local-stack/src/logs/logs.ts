import { awsService } from '../aws-service/aws-service.ts';
import { describeLogGroups } from './describe-log-groups.ts';
import { describeLogStreams } from './describe-log-streams.ts';
import { filterLogEvents } from './filter-log-events.ts';
import { createFunctionLogs, functionLogs } from './function-logs.ts';
import { getLogEvents } from './get-log-events.ts';
import { createLogStore } from './log-store.ts';
import type { LogsState } from './logs-state.ts';
import { logGroup } from './resource-types/log-group.ts';

/** CloudWatch Logs, with the log lines of the functions. */
export const logs = awsService<readonly string[], LogsState>({
  signingName: 'logs',
  api: {
    protocol: 'awsJson1_1',
    hop: null,
    targetPrefix: 'Logs_20140328',
    validationCode: 'InvalidParameterException',
    insteadOf: [
      {
        operations: /Quer(?:y|ies)|LiveTail|LogRecord|GroupFields/,
        instead:
          'Use FilterLogEvents with a filter pattern instead, for example `{ $.level = "ERROR" }`.',
      },
      {
        operations: /RetentionPolicy$/,
        instead: 'Change `RetentionInDays` of the AWS::Logs::LogGroup in the template instead.',
      },
      {
        operations: /^(?:Create|Delete)LogStream$|^PutLogEvents$/,
        instead: 'Only functions write log events. Use Invoke of lambda instead.',
      },
    ],
    operations: [describeLogGroups, describeLogStreams, filterLogEvents, getLogEvents],
  },
  types: [logGroup],
  assemble: (resources) => resources.of(logGroup).map(({ ref }) => ref),
  start({ access, account, clock, ports }, groupNames) {
    const store = createLogStore(clock);
    store.deploy(groupNames);
    ports.provide(functionLogs, createFunctionLogs({ store, access, account }));
    return { state: { account, store }, update: store.deploy };
  },
});
