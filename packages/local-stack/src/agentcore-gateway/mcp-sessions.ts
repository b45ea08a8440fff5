import { randomUUID } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from './gateway-response.ts';
import { idOf, type McpBody } from './mcp-message.ts';

/** More live sessions than any client of a local stack opens; the oldest goes first. */
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
 * its caller's alone, and ends at its caller's wish or at its time, however much it is used.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-sessions.html
 */
export type McpSessions = {
  /** Whether the gateway has sessions at all. */
  readonly areKept: boolean;
  enter(body: McpBody, entering: Entering): Entered;
  /** Ends a session; the refusal where it cannot. */
  end(entering: Omit<Entering, 'isStateless'>): GatewayResponse | undefined;
};

export const createMcpSessions = (timeoutMs: number | undefined, clock: Clock): McpSessions => {
  /** In the order in which they were opened, which is the one in which they end. */
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

  const find = ({ id, caller }: Omit<Entering, 'isStateless'>, body: unknown) => {
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
