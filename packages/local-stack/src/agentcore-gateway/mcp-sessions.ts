import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from './gateway-response.ts';
import { idOf, type McpBody } from './mcp-message.ts';

/** More live sessions than any client of a local stack opens; the one that was idle longest goes first. */
const maxSessions = 1_000;

const initializes = z.looseObject({ method: z.literal('initialize') });

export type Entering = {
  /** `Mcp-Session-Id`. */
  readonly id: string | readonly string[] | undefined;
  readonly caller: string;
  /** Revisions without sessions. */
  readonly isStateless: boolean;
};

export type Entered = {
  /** Id of a session that this message opens. */
  readonly opened?: string;
  readonly refusal?: GatewayResponse;
};

/**
 * The MCP sessions of a gateway that has them: `initialize` opens one, every other message names it. A session is
 * its caller's alone, and ends when it was idle for too long.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
 */
export type McpSessions = { enter(body: McpBody, entering: Entering): Entered };

export const createMcpSessions = (timeoutMs: number | undefined, clock: Clock): McpSessions => {
  /** In the order of their last use. */
  const live = new Map<string, { readonly caller: string; readonly endsAtMs: number }>();

  const use = (id: string, caller: string): void => {
    live.delete(id);
    live.set(id, { caller, endsAtMs: clock.now() + (timeoutMs ?? 0) });
    const [oldest] = live.keys();
    if (live.size > maxSessions && oldest !== undefined) live.delete(oldest);
  };

  return {
    enter(body, { id, caller, isStateless }) {
      if (timeoutMs === undefined || isStateless) return {};
      if (initializes.safeParse(body.message).success) {
        const opened = randomUUID();
        use(opened, caller);
        return { opened };
      }
      if (typeof id !== 'string') return { refusal: sessionMissing(body) };
      const session = live.get(id);
      if (session?.caller !== caller || session.endsAtMs <= clock.now()) {
        return { refusal: sessionUnknown(body) };
      }
      use(id, caller);
      return {};
    },
  };
};

const sessionMissing = ({ message }: McpBody): GatewayResponse =>
  rpcRefusal(
    400,
    { code: rpcCode.invalidRequest, message: 'Bad Request: Mcp-Session-Id header is required' },
    idOf(message),
  );

const sessionUnknown = ({ message }: McpBody): GatewayResponse =>
  rpcRefusal(404, { code: rpcCode.unauthorized, message: 'Session not found' }, idOf(message));
