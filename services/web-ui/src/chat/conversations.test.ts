import { describe, expect, it } from '@jest/globals';
import {
  type Conversations,
  type ConversationsAction,
  conversationsReducer,
} from './conversations.ts';

const empty: Conversations = { all: [], openId: null };

const asked = (conversationId: string, turnId: string, question = 'What is wrong?') =>
  ({
    type: 'asked',
    conversationId,
    turn: { id: turnId, question, askedAtMs: 1_000 },
  }) as const;

const after = (...actions: readonly ConversationsAction[]) =>
  actions.reduce(conversationsReducer, empty);

const lastTurn = (state: Conversations) => state.all[0]?.turns.at(-1);

describe('conversationsReducer', () => {
  it('starts a conversation with its first question and opens it', () => {
    const state = after(asked('c1', 't1'));
    expect(state.openId).toBe('c1');
    expect(state.all).toMatchObject([
      { id: 'c1', title: 'What is wrong?', turns: [{ id: 't1', state: 'running', answer: '' }] },
    ]);
  });

  it('continues a conversation and moves it to the top', () => {
    const state = after(asked('c1', 't1'), asked('c2', 't2'), asked('c1', 't3'));
    expect(state.all.map(({ id }) => id)).toEqual(['c1', 'c2']);
    expect(state.all[0]?.turns.map(({ id }) => id)).toEqual(['t1', 't3']);
  });

  it('shortens a long question to a title of one line', () => {
    const [first] = after(asked('c1', 't1', `one\n${'very long '.repeat(20)}`)).all;
    expect(first?.title).toHaveLength(60);
    expect(first?.title).toMatch(/^one very long .*…$/);
  });

  it('keeps thirty conversations', () => {
    const state = after(
      ...Array.from({ length: 31 }, (_, index) => asked(`c${index}`, `t${index}`)),
    );
    expect(state.all).toHaveLength(30);
    expect(state.all.at(-1)?.id).toBe('c1');
  });

  it('appends text, completes steps by id, and keeps the last event of a hop', () => {
    const step = { type: 'step', stepId: '1', tool: 'list_findings', arguments: {} } as const;
    const hop = { type: 'hop', hop: 6, credential: 'oauth' } as const;
    const events = [
      { type: 'text', delta: 'Two ' },
      { type: 'text', delta: 'findings' },
      { ...step, outcome: 'started' },
      { ...step, outcome: 'succeeded', summary: '2 findings', result: { ok: true } },
      { ...hop, effect: 'allow', cacheHit: true },
      { type: 'hop', hop: 5, credential: 'iam', effect: 'allow' },
      { ...hop, effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY' },
    ] as const;
    const state = after(
      asked('c1', 't1'),
      ...events.map((event) => ({ type: 'event', turnId: 't1', event }) as const),
    );
    expect(lastTurn(state)).toMatchObject({
      answer: 'Two findings',
      steps: [{ stepId: '1', outcome: 'succeeded', summary: '2 findings', result: { ok: true } }],
      hops: [
        { hop: 5, effect: 'allow' },
        { hop: 6, effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY' },
      ],
    });
  });

  it('stores the session of a complete answer', () => {
    const done = { type: 'done', sessionId: 'a.1', correlationId: 't1' } as const;
    const state = after(asked('c1', 't1'), { type: 'event', turnId: 't1', event: done });
    expect(state.all[0]).toMatchObject({ sessionId: 'a.1', turns: [{ state: 'done' }] });
  });

  it('keeps the partial answer when a turn fails or is stopped', () => {
    const text = { type: 'event', turnId: 't1', event: { type: 'text', delta: 'Two' } } as const;
    const failure = { code: 'STREAM_CUT', message: 'Cut.' };
    const failed = after(asked('c1', 't1'), text, { type: 'failed', turnId: 't1', failure });
    expect(lastTurn(failed)).toMatchObject({ state: 'failed', answer: 'Two', failure });
    const stopped = after(asked('c1', 't1'), text, { type: 'stopped', turnId: 't1' });
    expect(lastTurn(stopped)).toMatchObject({ state: 'stopped', answer: 'Two' });
  });

  it.each([
    { hop: 5, session: 'a.1' },
    { hop: 6, session: undefined },
    { hop: 7, session: undefined },
  ])('continues with the session $session after a failure at hop $hop', ({ hop, session }) => {
    const done = { type: 'done', sessionId: 'a.1', correlationId: 't1' } as const;
    const failure = { code: 'GATEWAY_UNAUTHORIZED', message: 'Refused.', hop };
    const state = after(
      asked('c1', 't1'),
      { type: 'event', turnId: 't1', event: done },
      asked('c1', 't2'),
      { type: 'failed', turnId: 't2', failure },
    );
    expect(state.all[0]?.sessionId).toBe(session);
    expect(state.all[0]?.turns).toHaveLength(2);
  });

  it("stores the correlation id of the API's response, of the last event, or of a failure", () => {
    const failure = { code: 'STREAM_CUT', message: 'Cut.', correlationId: 'of-the-api' };
    const actions: readonly ConversationsAction[] = [
      { type: 'event', turnId: 't1', event: { type: 'turn', correlationId: 'of-the-api' } },
      {
        type: 'event',
        turnId: 't1',
        event: { type: 'done', sessionId: 'a.1', correlationId: 'of-the-api' },
      },
      { type: 'failed', turnId: 't1', failure },
    ];
    for (const action of actions) {
      expect(lastTurn(after(asked('c1', 't1'), action))?.correlationId).toBe('of-the-api');
    }
    expect(lastTurn(after(asked('c1', 't1')))).not.toHaveProperty('correlationId');
  });

  it('measures the duration of a turn', () => {
    const state = after(asked('c1', 't1'), { type: 'ended', turnId: 't1', atMs: 3_500 });
    expect(lastTurn(state)?.durationMs).toBe(2_500);
  });

  it('closes a conversation that is deleted', () => {
    expect(after(asked('c1', 't1'), { type: 'deleted', conversationId: 'c1' })).toEqual(empty);
  });
});
