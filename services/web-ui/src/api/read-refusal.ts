import { chatRefusal } from '@hopwise/contracts/chat-events';
import type { Failure } from './chat-failure.ts';

/**
 * What a refusal before the stream says. The web API answers with a code of its own; API Gateway, which
 * stands before it, with a message alone, so there the status tells the hop.
 */
export const readRefusal = async (response: Response): Promise<Failure> => {
  const refusal = chatRefusal.safeParse(await response.json().catch(() => undefined));
  if (refusal.success) return { ...refusal.data, hop: hopOfCode[refusal.data.code] };
  return { ...failureOfStatus(response.status), correlationId: correlationIdOf(response) };
};

/** The web API's codes that blame a hop before the stream, which could say so itself, has begun. */
const hopOfCode: Readonly<Record<string, number>> = {
  AGENT_ACCESS_DENIED: 3,
  AGENT_MAINTENANCE_MODE: 3,
  AGENT_CREDENTIALS_REJECTED: 3,
};

const failureOfStatus = (status: number): Failure => {
  if (status === 401) {
    return { code: 'API_TOKEN_REJECTED', message: 'API Gateway takes no such token.', hop: 1 };
  }
  if (status === 500) {
    return {
      code: 'API_FUNCTION_NOT_CALLED',
      message: 'API Gateway could not call the function behind it.',
      hop: 2,
    };
  }
  return { code: `HTTP_${status}`, message: `The API answered with status ${status}.` };
};

const correlationIdOf = ({ headers }: Response): string | undefined =>
  headers.get('x-correlation-id') ?? undefined;
