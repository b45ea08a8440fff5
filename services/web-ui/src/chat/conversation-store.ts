import * as z from 'zod/mini';
import type { Conversations } from './conversations.ts';
import { type Conversation, conversation, type Turn } from './turn.ts';

/** Where earlier conversations are kept; a browser's `localStorage` is one. */
export type TextStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Most UTF-16 code units that are kept; a browser gives an origin about five million. */
const maxLength = 2_000_000;

const keptConversations = z.array(conversation);

/** Conversations of one user of this browser. No token is among what a conversation holds. */
export const conversationsKey = (user: string | undefined): string =>
  `hopwise.conversations.1${user === undefined ? '' : `.${user}`}`;

/** What was kept, or nothing where it cannot be read or is of another version. */
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

/** Keeps the newest conversations that fit. A browser that refuses to keep them is no failure. */
export const saveConversations = (store: TextStore, key: string, { all }: Conversations): void => {
  try {
    store.setItem(key, fitting(all));
  } catch {
    // Full, or forbidden by the browser: the conversation goes on without being kept.
  }
};

const fitting = (all: readonly Conversation[]): string => {
  let length = 2;
  const kept: string[] = [];
  for (const conversation of all) {
    const text = JSON.stringify(conversation);
    length += text.length + 1;
    if (length > maxLength) break;
    kept.push(text);
  }
  return `[${kept.join(',')}]`;
};

/** A reload ends what ran. */
const withoutRunning = (kept: Conversation): Conversation => ({
  ...kept,
  turns: kept.turns.map(
    (turn): Turn => (turn.state === 'running' ? { ...turn, state: 'stopped' } : turn),
  ),
});
