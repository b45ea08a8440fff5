import type { Clock } from '../clock.ts';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';

/** How many sessions, and turns of a session, are remembered; the oldest are forgotten first. */
const maxSessions = 10_000;
const maxTurns = 50;

/** One finished turn of a conversation. */
export type PastTurn = {
  readonly question: string;
  readonly answer: string;
  /** Whether the answer asked the user for something that the question lacked. */
  readonly asked: boolean;
};

export type AgentSession = {
  readonly attributes: Readonly<Record<string, string>>;
  readonly turns: readonly PastTurn[];
  /** Adds to the attributes, replacing those of the same name. */
  setAttributes(attributes: Readonly<Record<string, string>>): void;
  addTurn(turn: PastTurn): void;
};

export type AgentSessions = {
  /** The session of this id and agent alias; a new one if there is none or it was idle for too long. */
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
