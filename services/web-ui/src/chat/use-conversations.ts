import { useCallback, useEffect, useReducer, useRef, useState } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import { preloadMarkdown } from '../markdown/lazy-markdown.tsx';
import { conversationsKey, loadConversations, saveConversations } from './conversation-store.ts';
import { conversationsReducer } from './conversations.ts';
import { newTurnId } from './new-turn-id.ts';
import type { Conversation } from './turn.ts';
import { useDelayedSave } from './use-delayed-save.ts';

/** A new deployment removes the files of an open page. */
const notLoaded: Pick<typeof import('./run-turn.ts'), 'runTurn'> = {
  runTurn: async (_api, _turn, listener) =>
    listener.onFailure({
      code: 'PAGE_FAILED',
      message: 'The page could not load its own code. Reload the page and ask again.',
    }),
};

/** The conversations of this browser, with the actions on them. */
export const useConversations = (api: ChatApi, user: string | undefined) => {
  const key = conversationsKey(user);
  const [state, dispatch] = useReducer(conversationsReducer, key, (stored) =>
    loadConversations(localStorage, stored),
  );
  const [runningTurnId, setRunningTurnId] = useState<string>();
  const running = useRef<AbortController>(undefined);
  const open = state.all.find(({ id }) => id === state.openId);

  useDelayedSave(useCallback(() => saveConversations(localStorage, key, state), [key, state]));
  useEffect(() => () => running.current?.abort(), []);

  const ask = useCallback(
    async (question: string, conversation?: Conversation) => {
      preloadMarkdown();
      const turnId = newTurnId();
      const stop = new AbortController();
      running.current?.abort();
      running.current = stop;
      setRunningTurnId(turnId);
      dispatch({
        type: 'asked',
        conversationId: conversation?.id ?? turnId,
        turn: { id: turnId, question, askedAtMs: Date.now() },
      });
      const sessionId = conversation?.sessionId;
      const request = { message: question, ...(sessionId !== undefined && { sessionId }) };
      // The first question loads it, so the first load of the page is smaller.
      const { runTurn } = await import('./run-turn.ts').catch(() => notLoaded);
      await runTurn(
        api,
        { request, signal: stop.signal },
        {
          onEvent: (event) => dispatch({ type: 'event', turnId, event }),
          onFailure: (failure) => dispatch({ type: 'failed', turnId, failure }),
          onStopped: () => dispatch({ type: 'stopped', turnId }),
        },
      );
      dispatch({ type: 'ended', turnId, atMs: Date.now() });
      setRunningTurnId((current) => (current === turnId ? undefined : current));
    },
    [api],
  );

  return {
    all: state.all,
    open,
    runningTurnId,
    ask,
    stop: () => running.current?.abort(),
    show: (conversationId: string | null) => dispatch({ type: 'opened', conversationId }),
    remove: (conversationId: string) => dispatch({ type: 'deleted', conversationId }),
  };
};

export type ConversationsState = ReturnType<typeof useConversations>;
