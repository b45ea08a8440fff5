import { randomUUID } from 'node:crypto';
import type { Clock } from '@hopwise/auth/clock';
import * as z from 'zod/mini';
import { type GatewayResponse, rpcCode, rpcRefusal } from '../gateway-response.ts';
import { idOf, type McpBody } from './mcp-message.ts';

/** Maximum number of sessions. The oldest is dropped first. */
const maxSessions = 1_000;

const initializes = z.looseObject({ method: z.literal('initialize') });

export type SessionRequest = {
  /** `Mcp-Session-Id`. */
  readonly id: string | readonly string[] | undefined;
  readonly caller: string;
  /** Whether the protocol version has no sessions. */
  readonly isStateless: boolean;
};

export type SessionResult = {
  /** Id of the session that this message opens. */
  readonly opened?: string;
  readonly refusal?: GatewayResponse;
};

/**
 * The MCP sessions of a gateway. `initialize` opens one, and every other message must name it. A session
 * belongs to its caller. It ends when its caller ends it or after its lifetime, even while in use.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
 */
export type McpSessions = {
  /** Whether the gateway has sessions. */
  readonly areKept: boolean;
  enter(body: McpBody, sessionRequest: SessionRequest): SessionResult;
  /** Ends a session, or returns the refusal. */
  end(sessionRequest: Omit<SessionRequest, 'isStateless'>): GatewayResponse | undefined;
};

export const createMcpSessions = (timeoutMs: number | undefined, clock: Clock): McpSessions => {
  /** In the order of opening, which is also the order of expiry. */
  const live = new Map<string, { readonly caller: string; readonly endsAtMs: number }>();

  const forgetEnded = (): void => {
    for (const [id, { endsAtMs }] of live) {
      if (endsAtMs > clock.now() && live.size < maxSessions) return;
      live.delete(id);
    }
  };

  const open = (caller: string, lifeMs: number): string => {
    forgetEnded();
    const id = randomUUID();
    live.set(id, { caller, endsAtMs: clock.now() + lifeMs });
    return id;
  };

  const find = ({ id, caller }: Omit<SessionRequest, 'isStateless'>, body: unknown) => {
    if (typeof id !== 'string') return { refusal: sessionMissing(body) };
    const session = live.get(id);
    const isLive = session?.caller === caller && session.endsAtMs > clock.now();
    return isLive ? { id } : { refusal: sessionUnknown(body) };
  };

  return {
    areKept: timeoutMs !== undefined,
    enter({ message }, { isStateless, ...named }) {
      if (timeoutMs === undefined || isStateless) return {};
      if (initializes.safeParse(message).success) return { opened: open(named.caller, timeoutMs) };
      const { refusal } = find(named, message);
      return refusal ? { refusal } : {};
    },
    end(named) {
      const { id, refusal } = find(named, undefined);
      if (id !== undefined) live.delete(id);
      return refusal;
    },
  };
};

const sessionMissing = (message: unknown): GatewayResponse =>
  rpcRefusal(
    400,
    { code: rpcCode.invalidRequest, message: 'Bad Request: Mcp-Session-Id header is required' },
    idOf(message),
  );

const sessionUnknown = (message: unknown): GatewayResponse =>
  rpcRefusal(404, { code: rpcCode.unauthorized, message: 'Session not found' }, idOf(message));
