import { describe, expect, it } from '@jest/globals';
import {
  conversationsKey,
  loadConversations,
  saveConversations,
  type TextStore,
} from './conversation-store.ts';
import type { Conversation, Turn } from './turn.ts';

const createStoreFake = (): TextStore => {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => {
      kept.set(key, value);
    },
    removeItem: (key) => {
      kept.delete(key);
    },
  };
};

const turn = (fields: Partial<Turn> = {}): Turn => ({
  id: 't1',
  question: 'What is wrong?',
  correlationId: 't1',
  askedAtMs: 1_000,
  state: 'done',
  answer: 'Nothing.',
  steps: [],
  hops: [],
  ...fields,
});

const conversation = (id: string, ...turns: Turn[]): Conversation => ({
  id,
  title: 'What is wrong?',
  sessionId: 'a.1',
  turns,
});

const key = conversationsKey(undefined);

describe('the conversations of a browser', () => {
  it('are restored unchanged, with the newest open', () => {
    const store = createStoreFake();
    const all = [conversation('c2', turn({ id: 't2' })), conversation('c1', turn())];
    saveConversations(store, key, { all, openId: null });
    expect(loadConversations(store, key)).toEqual({ all, openId: 'c2' });
  });

  it('are not shown to another user', () => {
    const store = createStoreFake();
    saveConversations(store, conversationsKey('ada'), { all: [conversation('c1')], openId: null });
    expect(loadConversations(store, conversationsKey('bob')).all).toEqual([]);
  });

  it('show a turn as stopped that was running before a reload', () => {
    const store = createStoreFake();
    saveConversations(store, key, {
      all: [conversation('c1', turn({ state: 'running' }))],
      openId: null,
    });
    expect(loadConversations(store, key).all[0]?.turns[0]?.state).toBe('stopped');
  });

  it.each(['{', '{"all":[]}', '[{"id":1}]'])('are empty if the store contains %s', (text) => {
    const store = createStoreFake();
    store.setItem(key, text);
    expect(loadConversations(store, key)).toEqual({ all: [], openId: null });
  });

  it('are restored with codes of an earlier version', () => {
    const store = createStoreFake();
    const old = turn({
      state: 'failed',
      hops: [{ hop: 6, credential: 'oauth', effect: 'deny', code: 'OLD_CODE' }],
      failure: { code: 'OLD_CODE', message: 'Failed.' },
    });
    saveConversations(store, key, { all: [conversation('c1', old)], openId: null });
    expect(loadConversations(store, key).all[0]?.turns).toEqual([old]);
  });

  it('are stored without the oldest that do not fit', () => {
    const store = createStoreFake();
    const long = (id: string) => conversation(id, turn({ answer: 'x'.repeat(900_000) }));
    saveConversations(store, key, { all: [long('c3'), long('c2'), long('c1')], openId: null });
    expect(loadConversations(store, key).all.map(({ id }) => id)).toEqual(['c3', 'c2']);
  });

  it('work if the browser refuses to store them', () => {
    const full: TextStore = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
      removeItem: () => undefined,
    };
    expect(() => saveConversations(full, key, { all: [], openId: null })).not.toThrow();
    expect(loadConversations(full, key).all).toEqual([]);
  });
});
