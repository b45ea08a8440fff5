import type { Clock } from '@hopwise/auth/clock';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';

/** Maximum number of sessions, and of turns per session. The oldest are dropped first. */
const maxSessions = 1_000;
const maxTurns = 50;

/** A finished turn of a conversation. */
export type PastTurn = {
  readonly question: string;
  readonly answer: string;
  /** Whether the answer asked the user for missing information. */
  readonly asked: boolean;
};

export type AgentSession = {
  readonly attributes: Readonly<Record<string, string>>;
  readonly turns: readonly PastTurn[];
  /** Adds attributes, and replaces those of the same name. */
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  addTurn(turn: PastTurn): void;
};

export type AgentSessions = {
  /** Returns the session of this id and agent alias. Creates one if none exists or it has expired. */
  open(request: InvokeAgentRequest, idleTtlMs: number): AgentSession;
  end(request: InvokeAgentRequest): void;
};

export const createAgentSessions = (clock: Clock): AgentSessions => {
  const sessions = new Map<string, { session: AgentSession; usedAtMs: number }>();

  return {
    open(request, idleTtlMs) {
      const key = keyOf(request);
      const known = sessions.get(key);
      const expired = known === undefined || clock.now() - known.usedAtMs >= idleTtlMs;
      const session = expired ? createSession() : known.session;
      sessions.delete(key);
      sessions.set(key, { session, usedAtMs: clock.now() });
      const [oldest] = sessions.keys();
      if (sessions.size > maxSessions && oldest !== undefined) sessions.delete(oldest);
      return session;
    },
    end(request) {
      sessions.delete(keyOf(request));
    },
  };
};

const keyOf = ({ agentId, aliasId, sessionId }: InvokeAgentRequest): string =>
  `${agentId}/${aliasId}/${sessionId}`;

const createSession = (): AgentSession => {
  let attributes: Readonly<Record<string, string>> = {};
  const turns: PastTurn[] = [];
  return {
    get attributes() {
      return attributes;
    },
    turns,
    setAttributes(more) {
      attributes = { ...attributes, ...more };
    },
    addTurn(turn) {
      turns.push(turn);
      if (turns.length > maxTurns) turns.shift();
    },
  };
};
