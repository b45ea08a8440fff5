import { chatRefusal } from '@hopwise/contracts/chat-events';
import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import { correlationIdIn } from '@hopwise/contracts/correlation-id';
import { type ChatFailure, type ClientFailureCode, clientFailure } from './chat-failure.ts';

/**
 * Reads a response that refuses the question before the stream. web-api answers with a code. API Gateway
 * answers with a status and a message only, so the status determines the code and the hop.
 */
export const readRefusal = async (response: Response): Promise<ChatFailure> => {
  const { status, headers } = response;
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = chatRefusal.safeParse(body);
  if (refusal.success) return { ...refusal.data, status, ...hopOf(refusal.data.code) };
  return { ...clientFailure(codeOfStatus(status), correlationIdIn(headers)), status };
};

/** web-api names the hop only in the stream. Before the stream, these codes concern hop 3. */
const hopOf = (code: ChatErrorCode): Pick<ChatFailure, 'hop'> =>
  hop3Codes.includes(code) ? { hop: 3 } : {};

const hop3Codes: readonly ChatErrorCode[] = [
  'INVOKE_AGENT_DENIED',
  'AGENT_MAINTENANCE_MODE',
  'AGENT_CREDENTIALS_REJECTED',
  'OAUTH_TOKEN_TO_AWS_SERVICE',
  'AGENT_UNREACHABLE',
];

/**
 * Statuses with which API Gateway or AWS WAF itself refuses a question. A function that crashes or times out gets 502. If
 * API Gateway stops waiting first, it answers 504. It answers 500 if it cannot call the function, also if Lambda throttles.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
 */
const codeByStatus: Readonly<Record<number, ClientFailureCode>> = {
  401: 'API_TOKEN_REJECTED',
  403: 'API_ACCESS_DENIED',
  413: 'API_REQUEST_TOO_LARGE',
  429: 'API_THROTTLED',
  500: 'API_FUNCTION_NOT_CALLED',
  502: 'API_FUNCTION_FAILED',
  504: 'API_FUNCTION_TIMEOUT',
};

const codeOfStatus = (status: number): ClientFailureCode =>
  codeByStatus[status] ?? (status >= 500 ? 'API_UNAVAILABLE' : 'API_REQUEST_REFUSED');
