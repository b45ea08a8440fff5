import { useCallback, useEffect, useState } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import type { TurnFailure } from '../api/turn-failure.ts';
import { askPosture } from './ask-posture.ts';
import type { Posture } from './posture.ts';

type PostureState = {
  readonly posture: Posture;
  readonly loading: boolean;
  readonly failure?: TurnFailure;
};

/** Loads the posture when the page opens, and again on `refresh`. */
export const usePosture = (api: ChatApi) => {
  const [state, setState] = useState<PostureState>({ posture: {}, loading: true });
  const [round, setRound] = useState(0);
  // Asks again whenever `round` changes.
  useEffect(() => {
    const abort = new AbortController();
    setState({ posture: {}, loading: true });
    askPosture(
      api,
      {
        onPosture: (posture) => setState((known) => ({ ...known, posture })),
        onFailure: (failure) => setState((known) => ({ ...known, failure })),
      },
      abort.signal,
    ).then(() => {
      if (!abort.signal.aborted) setState((known) => ({ ...known, loading: false }));
    });
    return () => abort.abort();
  }, [api, round]);
  const refresh = useCallback(() => setRound((known) => known + 1), []);
  return { ...state, refresh };
};
