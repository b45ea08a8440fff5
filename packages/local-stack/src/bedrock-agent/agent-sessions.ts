import type { Clock } from '@hopwise/auth/clock';
import { AgentRuntimeError } from './agent-runtime-error.ts';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';
import type { OfferedCall } from './model/agent-model.ts';

/** Maximum number of sessions, and of turns per session. The oldest are dropped first. */
const maxSessions = 1_000;
const maxTurns = 50;
/** Maximum length of all texts of all sessions, in UTF-16 code units. The oldest sessions are dropped first. */
const maxCharacters = 20_000_000;
/** The same for one session, whose oldest turns are dropped first. */
const maxSessionCharacters = 4_000_000;
/** Memory that an attribute needs beside its texts, as a number of characters. */
const charactersPerAttribute = 50;

/** A finished turn of a conversation. */
export type PastTurn = {
  readonly question: string;
  readonly answer: string;
  /** Whether the answer asked the user for missing information. */
  readonly asked: boolean;
  /** The call for each row of its list. Kept for the last turn only. */
  readonly offered?: readonly OfferedCall[] | undefined;
};

export type AgentSession = {
  readonly attributes: Readonly<Record<string, string>>;
  readonly turns: readonly PastTurn[];
  /** Length of all texts. */
  readonly characters: number;
  /**
   * Adds attributes, and replaces those of the same name.
   *
   * @throws AgentRuntimeError `ValidationException` if the attributes of the session become too long together
   */
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

  const isFull = (): boolean => {
    if (sessions.size > maxSessions) return true;
    const lengths = [...sessions.values()].map(({ session }) => session.characters);
    return lengths.reduce((sum, one) => sum + one, 0) > maxCharacters;
  };

  return {
    open(request, idleTtlMs) {
      const key = keyOf(request);
      const known = sessions.get(key);
      const expired = known === undefined || clock.now() - known.usedAtMs >= idleTtlMs;
      const session = expired ? createSession() : known.session;
      sessions.delete(key);
      sessions.set(key, { session, usedAtMs: clock.now() });
      for (const oldest of sessions.keys()) {
        if (oldest === key || !isFull()) break;
        sessions.delete(oldest);
      }
      return session;
    },
    end(request) {
      sessions.delete(keyOf(request));
    },
  };
};

const keyOf = ({ agentId, aliasId, sessionId }: InvokeAgentRequest): string =>
  `${agentId}/${aliasId}/${sessionId}`;

const lengthOfAttributes = (attributes: Readonly<Record<string, string>>): number =>
  Object.entries(attributes).reduce(
    (sum, [name, value]) => sum + name.length + value.length + charactersPerAttribute,
    0,
  );

const lengthOfTurn = ({ question, answer }: PastTurn): number => question.length + answer.length;

const createSession = (): AgentSession => {
  let attributes: Readonly<Record<string, string>> = {};
  let attributesLength = 0;
  let said = 0;
  const turns: PastTurn[] = [];
  return {
    get attributes() {
      return attributes;
    },
    get characters() {
      return said + attributesLength;
    },
    turns,
    setAttributes(more) {
      const merged = { ...attributes, ...more };
      const length = lengthOfAttributes(merged);
      if (length > maxSessionCharacters) {
        throw new AgentRuntimeError(
          'ValidationException',
          `The session attributes are too long together. A session of the local stack has at most ${maxSessionCharacters} characters, and each attribute counts ${charactersPerAttribute} more.`,
        );
      }
      attributes = merged;
      attributesLength = length;
    },
    addTurn(turn) {
      const last = turns.pop();
      if (last !== undefined) turns.push({ ...last, offered: undefined });
      turns.push(turn);
      said += lengthOfTurn(turn);
      while (turns.length > maxTurns || said > maxSessionCharacters) {
        const dropped = turns.shift();
        if (dropped === undefined) break;
        said -= lengthOfTurn(dropped);
      }
    },
  };
};
