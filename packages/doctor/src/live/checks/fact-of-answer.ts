import type { StackFact } from '../../catalogue/fact.ts';
import type { RpcAnswer } from './read-rpc-answer.ts';

/** What an answer of the gateway at `where` says is broken. `undefined` for a result with status 200. */
export const factOfAnswer = (
  status: number,
  { error, result }: RpcAnswer,
  where: string,
): StackFact | undefined => {
  const message = `${status}${error ? `, ${error.code} ${error.message}` : ''}`;
  if (status === 429 || error?.code === -32003) {
    return { code: 'GATEWAY_THROTTLED', where, message };
  }
  if (status === 403) return { code: 'GATEWAY_FORBIDDEN', where, message };
  // MCP servers send 404 for a session that they do not know, and 400 for a missing one.
  if ((status === 400 || status === 404) && /\bsession\b/i.test(error?.message ?? '')) {
    return { code: 'GATEWAY_SESSION_REQUIRED', where, message };
  }
  if (status === 404) return { code: 'GATEWAY_NOT_FOUND', where, message };
  return status === 200 && result ? undefined : { code: 'GATEWAY_FAULT', where, message };
};
