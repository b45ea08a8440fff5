import { beforeEach, describe, expect, it } from '@jest/globals';
import { type AgentSessions, createAgentSessions } from './agent-sessions.ts';
import type { InvokeAgentRequest } from './invoke-agent-request.ts';

const requestOf = (sessionId: string): InvokeAgentRequest => ({
  agentId: 'AGENT',
  aliasId: 'ALIAS',
  sessionId,
  inputText: 'question',
  enableTrace: false,
  endSession: false,
  streamFinalResponse: false,
  sessionAttributes: {},
  promptSessionAttributes: {},
});

const megabyte = 'x'.repeat(1_000_000);

describe('the sessions of an agent', () => {
  let sessions: AgentSessions;
  beforeEach(() => {
    sessions = createAgentSessions({ now: () => 0 });
  });
  const open = (id: string) => sessions.open(requestOf(id), 1000);

  it('drop the oldest sessions when their texts are too long together', () => {
    for (let index = 0; index < 100; index += 1) {
      open(`s-${index}`).addTurn({ question: 'q', answer: megabyte, asked: false });
    }
    const kept = Array.from({ length: 100 }, (_, index) => open(`s-${99 - index}`).turns.length);
    expect(kept.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 1));
    expect(kept.slice(25)).toEqual(Array.from({ length: 75 }, () => 0));
  });

  it('drop the oldest turns of a session that is too long', () => {
    const session = open('s');
    for (let index = 0; index < 10; index += 1) {
      session.addTurn({ question: `q${index}`, answer: megabyte, asked: false });
    }
    expect(session.turns.map(({ question }) => question)).toEqual(['q7', 'q8', 'q9']);
    expect(open('s')).toBe(session);
  });

  it('keep no turn that is too long by itself', () => {
    const session = open('s');
    session.addTurn({ question: megabyte.repeat(5), answer: '', asked: false });
    expect(session.turns).toEqual([]);
  });

  it('count attributes', () => {
    for (let index = 0; index < 10; index += 1) {
      open(`s-${index}`).setAttributes({ name: megabyte.repeat(3) });
    }
    expect(open('s-0').attributes).toEqual({});
    expect(open('s-9').attributes).toEqual({ name: megabyte.repeat(3) });
  });

  it.each<[string, Readonly<Record<string, string>>]>([
    ['long attributes', { next: megabyte.repeat(2) }],
    [
      'many attributes',
      Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`a${index}`, ''])),
    ],
  ])('refuse %s that a session cannot keep, and keep those before', (_name, more) => {
    const session = open('s');
    session.setAttributes({ first: megabyte.repeat(2) });
    session.setAttributes({ first: megabyte.repeat(3) });
    expect(() => session.setAttributes(more)).toThrow(
      expect.objectContaining({ code: 'ValidationException' }),
    );
    expect(session.attributes).toEqual({ first: megabyte.repeat(3) });
  });

  it('keep fifty turns of a session', () => {
    const session = open('s');
    for (let index = 0; index < 60; index += 1) {
      session.addTurn({ question: `q${index}`, answer: 'a', asked: false });
    }
    expect(session.turns).toHaveLength(50);
    expect(session.turns[0]?.question).toBe('q10');
  });
});
