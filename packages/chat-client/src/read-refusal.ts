import { chatRefusal } from '@hopwise/contracts/chat-events';
import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import { type ChatFailure, type ClientFailureCode, clientFailure } from './chat-failure.ts';

/**
 * Reads a response that refuses the question before the stream. web-api answers with a code. API Gateway
 * answers with a status and a message only, so the status determines the code and the hop.
 */
export const readRefusal = async (
  response: Response,
  ownCorrelationId: string,
): Promise<ChatFailure> => {
  const { status, headers } = response;
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = chatRefusal.safeParse(body);
  if (refusal.success) return { ...refusal.data, status, ...hopOf(refusal.data.code) };
  const correlationId = headers.get(correlationIdHeader) ?? ownCorrelationId;
  const code = codeByStatus[status];
  if (code) return { ...clientFailure(code, correlationId), status };
  const message = messageIn(body) || `The API answered with status ${status}.`;
  return { code: `HTTP_${status}`, message, correlationId, status };
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

/** Statuses with which API Gateway itself refuses a question. */
const codeByStatus: Readonly<Record<number, ClientFailureCode>> = {
  401: 'API_TOKEN_REJECTED',
  500: 'API_FUNCTION_NOT_CALLED',
};

const messageIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
