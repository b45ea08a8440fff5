import { createHash } from 'node:crypto';
import type { FunctionFailedError } from '../function/function-failed-error.ts';
import { type FunctionLogging, type LogLevel, logLevels } from '../function/function-logging.ts';

export type InitReport = {
  readonly phase: 'init' | 'invoke';
  readonly durationMs: number;
  readonly error: FunctionFailedError;
};

export type InvocationReport = {
  readonly requestId: string;
  readonly durationMs: number;
  readonly memorySizeMb: number;
  /** Undefined on platforms that do not report it. */
  readonly peakMemoryMb: number | undefined;
  /** Undefined for a reused environment. */
  readonly initMs: number | undefined;
  /** The failure that ended the execution environment, if any. */
  readonly error: FunctionFailedError | undefined;
};

/** The lines that Lambda writes into a function's log. */
export type PlatformLog = {
  initStart(): readonly string[];
  initFailed(report: InitReport): readonly string[];
  start(requestId: string): readonly string[];
  end(report: InvocationReport): readonly string[];
};

const runtimeVersion = `nodejs:${process.versions.node.split('.').slice(0, 2).join('.v')}`;
const runtimeHash = createHash('sha256').update(process.version).digest('hex');

const runtimeArn = (region: string): string => `arn:aws:lambda:${region}::runtime:${runtimeHash}`;

const statusOf = ({ errorType }: FunctionFailedError): 'timeout' | 'error' =>
  errorType === 'Sandbox.Timedout' ? 'timeout' : 'error';

/** Lambda bills whole milliseconds and includes the initialization. */
const billedMs = ({ durationMs, initMs = 0 }: InvocationReport): number =>
  Math.ceil(durationMs + initMs);

const failureFields = (error: FunctionFailedError): readonly string[] =>
  statusOf(error) === 'timeout'
    ? ['Status: timeout']
    : ['Status: error', `Error Type: ${error.errorType}`];

const textReport = (report: InvocationReport): string => {
  const { requestId, durationMs, memorySizeMb, peakMemoryMb, initMs, error } = report;
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(report)} ms`,
    `Memory Size: ${memorySizeMb} MB`,
    ...(peakMemoryMb === undefined ? [] : [`Max Memory Used: ${peakMemoryMb} MB`]),
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(error === undefined ? [] : failureFields(error)),
  ].join('\t');
};

const textLog = (region: string): PlatformLog => ({
  initStart: () => [
    `INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${runtimeArn(region)}`,
  ],
  initFailed: ({ phase, durationMs, error }) => [
    ...error.logLines,
    [
      `INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms`,
      `Phase: ${phase}`,
      ...failureFields(error),
    ].join('\t'),
  ],
  start: (requestId) => [`START RequestId: ${requestId} Version: $LATEST`],
  end: (report) => [
    ...(report.error?.logLines ?? []),
    `END RequestId: ${report.requestId}`,
    textReport(report),
  ],
});

type PlatformEvent = {
  readonly type: string;
  readonly level: LogLevel;
  readonly record: Readonly<Record<string, unknown>>;
};

const failureMembers = (error: FunctionFailedError | undefined) => ({
  status: error === undefined ? 'success' : statusOf(error),
  ...(error !== undefined && statusOf(error) === 'error' && { errorType: error.errorType }),
});

const reportMetrics = (report: InvocationReport) => ({
  durationMs: Number(report.durationMs.toFixed(3)),
  billedDurationMs: billedMs(report),
  memorySizeMB: report.memorySizeMb,
  maxMemoryUsedMB: report.peakMemoryMb,
  initDurationMs: report.initMs,
});

const invocationEvents = (report: InvocationReport): readonly PlatformEvent[] => {
  const outcome = { requestId: report.requestId, ...failureMembers(report.error) };
  const failed = report.error !== undefined;
  const { durationMs } = reportMetrics(report);
  return [
    {
      type: 'platform.runtimeDone',
      level: failed ? 'WARN' : 'DEBUG',
      record: { ...outcome, metrics: { durationMs } },
    },
    {
      type: 'platform.report',
      level: failed ? 'WARN' : 'INFO',
      record: { ...outcome, metrics: reportMetrics(report) },
    },
  ];
};

const onDemand = { initializationType: 'on-demand' } as const;

/** See https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
const jsonLog = (systemLevel: LogLevel, region: string): PlatformLog => {
  const lines = (...events: readonly PlatformEvent[]): readonly string[] =>
    events
      .filter(({ level }) => logLevels.indexOf(level) >= logLevels.indexOf(systemLevel))
      .map(({ type, record }) => JSON.stringify({ time: new Date().toISOString(), type, record }));
  const version = { runtimeVersion, runtimeVersionArn: runtimeArn(region) };
  return {
    initStart: () =>
      lines({
        type: 'platform.initStart',
        level: 'INFO',
        record: { ...onDemand, phase: 'init', ...version },
      }),
    initFailed: ({ phase, durationMs, error }) =>
      lines({
        type: 'platform.initReport',
        level: 'WARN',
        record: { ...onDemand, phase, ...failureMembers(error), metrics: { durationMs } },
      }),
    start: (requestId) =>
      lines({
        type: 'platform.start',
        level: 'INFO',
        record: { requestId, version: '$LATEST' },
      }),
    end: (report) => lines(...invocationEvents(report)),
  };
};

export const createPlatformLog = (
  { format, systemLevel }: FunctionLogging,
  region: string,
): PlatformLog => (format === 'Text' ? textLog(region) : jsonLog(systemLevel, region));
