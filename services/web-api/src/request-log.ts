import type { WebApiError } from './errors.ts';
import { statusOf } from './http/http-response.ts';

export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** Where log lines go. */
export type Log = {
  info(message: string, fields: LogFields): void;
  warn(message: string, fields: LogFields): void;
  error(message: string, fields: LogFields): void;
};

export type RequestRecord = {
  readonly route: string;
  readonly correlationId: string;
  readonly awsRequestId: string;
  readonly durationMs: number;
  readonly streamed: boolean;
};

/** Name and AWS request id alone: the message of an AWS exception may repeat what the user wrote. */
const causeFields = ({ cause }: WebApiError): LogFields => {
  if (!(cause instanceof Error)) return {};
  const metadata = '$metadata' in cause ? cause.$metadata : undefined;
  const isRecord = typeof metadata === 'object' && metadata !== null && 'requestId' in metadata;
  const agentRequestId = isRecord ? metadata.requestId : undefined;
  return {
    cause: cause.name,
    ...(typeof agentRequestId === 'string' ? { agentRequestId } : {}),
  };
};

/**
 * One line per request. Session ids stay out of it: an anonymous one is the only key to its
 * conversation.
 */
export const logRequest = (log: Log, record: RequestRecord, error: WebApiError | undefined) => {
  if (error === undefined) {
    log.info('request answered', { ...record, code: 'OK' });
    return;
  }
  const fields: LogFields = {
    ...record,
    code: error.code,
    ...(error.hop === undefined ? {} : { hop: error.hop }),
    ...causeFields(error),
  };
  const isClients = statusOf(error) < 500 && !error.code.startsWith('AGENT_');
  if (isClients) log.warn('request refused', fields);
  else log.error('request failed', fields);
};
