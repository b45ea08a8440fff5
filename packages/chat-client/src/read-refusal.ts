import { chatRefusal } from '@hopwise/contracts/chat-events';
import type { ChatErrorCode } from '@hopwise/contracts/codes/chat-error-codes';
import { correlationIdHeader } from '@hopwise/contracts/correlation-id';
import type { ChatFailure, ClientFailureCode } from './chat-failure.ts';

/**
 * Reads a response that refused the question before the stream. web-api answers with a code. API Gateway
 * in front of it only has a status and a message, so the status decides the code and the hop.
 */
export const readRefusal = async (
  response: Response,
  correlationId: string,
): Promise<ChatFailure> => {
  const { status, headers } = response;
  const body: unknown = await response.json().catch(() => undefined);
  const refusal = chatRefusal.safeParse(body);
  if (refusal.success) return { ...refusal.data, status, ...blame(refusal.data.code) };
  return {
    ...(byStatus[status] ?? unexplained(status, body)),
    correlationId: headers.get(correlationIdHeader) ?? correlationId,
    status,
  };
};

/** web-api names the hop only in the stream. Before the stream, these codes concern hop 3. */
const blame = (code: ChatErrorCode): Pick<ChatFailure, 'hop'> =>
  hop3Codes.includes(code) ? { hop: 3 } : {};

const hop3Codes: readonly ChatErrorCode[] = [
  'AGENT_ACCESS_DENIED',
  'AGENT_MAINTENANCE_MODE',
  'AGENT_CREDENTIALS_REJECTED',
];

type StatusFailure = Pick<ChatFailure, 'message' | 'hop'> & { readonly code: ClientFailureCode };

const byStatus: Readonly<Record<number, StatusFailure>> = {
  401: { code: 'API_TOKEN_REJECTED', message: 'API Gateway rejected the access token.', hop: 1 },
  500: {
    code: 'API_FUNCTION_NOT_CALLED',
    message: 'API Gateway could not call the web-api function.',
    hop: 2,
  },
};

const unexplained = (status: number, body: unknown): StatusFailure => ({
  code: `HTTP_${status}`,
  message: messageIn(body) || `The API answered with status ${status}.`,
});

const messageIn = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'message' in body ? String(body.message) : '';
