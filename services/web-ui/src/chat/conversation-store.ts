import * as z from 'zod/mini';
import type { Conversations } from './conversations.ts';
import { newestThatFit } from './newest-that-fit.ts';
import { type Conversation, conversation, type Turn } from './turn.ts';

/** The part of `localStorage` that stores conversations. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Limit in UTF-16 code units. */
const maxLength = 2_000_000;

const keptConversations = z.array(conversation);

/** Storage key of one user's conversations. A conversation contains no token. */
export const conversationsKey = (user: string | undefined): string =>
  `hopwise.conversations.1${user === undefined ? '' : `.${user}`}`;

/** Loads the stored conversations. Returns none if they cannot be read or have another version. */
export const loadConversations = (store: TextStore, key: string): Conversations => {
  const empty: Conversations = { all: [], openId: null };
  try {
    const parsed = keptConversations.safeParse(JSON.parse(store.getItem(key) ?? '[]'));
    if (!parsed.success) return empty;
    const all = parsed.data.map(withoutRunning);
    return { all, openId: all[0]?.id ?? null };
  } catch {
    return empty;
  }
};

/** Stores the newest conversations that fit. It is not an error if the browser refuses. */
export const saveConversations = (store: TextStore, key: string, { all }: Conversations): void => {
  try {
    store.setItem(key, newestThatFit(all, maxLength));
  } catch {
    // The storage is full or forbidden. The conversation continues without being stored.
  }
};

/** A reload has stopped every running turn. */
const withoutRunning = (kept: Conversation): Conversation => ({
  ...kept,
  turns: kept.turns.map(
    (turn): Turn => (turn.state === 'running' ? { ...turn, state: 'stopped' } : turn),
  ),
});
