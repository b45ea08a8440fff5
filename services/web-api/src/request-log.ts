import { requestErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import type { WebApiError } from './errors.ts';

export type LogFields = Readonly<Record<string, string | number | boolean>>;

/** The part of the Powertools logger that this service uses. */
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

/** Only the name and the AWS request id: the message of an AWS exception can contain the user's text. */
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

/** Errors that the operator of the stage cannot repair. */
const callerErrorCodes = new Set<string>([...requestErrorCode.options, 'CLIENT_DISCONNECTED']);

/**
 * Writes one line per request, without the session id: anyone who knows the id of an anonymous session
 * can continue its conversation.
 */
export const logRequest = (log: Log, record: RequestRecord, error: WebApiError | undefined) => {
  if (error === undefined) {
    log.info('request answered', { ...record, code: 'OK' });
    return;
  }
  const fields: LogFields = {
    ...record,
    code: error.code,
    ...(error.hop !== undefined && { hop: error.hop }),
    ...causeFields(error),
  };
  if (callerErrorCodes.has(error.code)) {
    log.warn('request refused', fields);
  } else {
    log.error('request failed', fields);
  }
};
