import type { SignInConfig, WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { flushSync } from 'react-dom';
import type { ChatApi } from '../api/chat-api.ts';
import { turnRecordsKey } from '../auth-path/kept-turns.ts';
import { conversationsKey } from '../chat/conversation-store.ts';
import { Workspace } from '../shell/workspace.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { useSession } from './use-session.ts';

export type SignedInAppProps = {
  readonly config: WebUiConfig;
  readonly signIn: SignInConfig;
};

/** The next user of this browser must not see the conversations and their turns. */
const forget = (subject: string | undefined): void => {
  for (const keyOf of [conversationsKey, turnRecordsKey]) localStorage.removeItem(keyOf(subject));
};

/** The page of a stage with sign-in. */
export const SignedInApp = ({ config, signIn }: SignedInAppProps) => {
  const { session, state } = useSession(signIn);
  const api = useMemo<ChatApi>(
    () => ({
      apiUrl: config.apiUrl,
      accessToken: session.accessToken,
      fetch: (...request) => fetch(...request),
    }),
    [config, session],
  );
  const [isEnding, setEnding] = useState(false);
  const user = state.kind === 'signed-in' ? state.user : undefined;
  const signOut = useCallback(() => {
    // The workspace ends first. Otherwise it would store the conversations again while the sign-out runs.
    flushSync(() => setEnding(true));
    forget(user?.subject);
    session.signOut();
  }, [session, user]);
  useEffect(() => {
    // Another tab has signed this user out.
    const onStorage = ({ key, newValue }: StorageEvent): void => {
      if (user && key === conversationsKey(user.subject) && newValue === null) signOut();
    };
    addEventListener('storage', onStorage);
    return () => removeEventListener('storage', onStorage);
  }, [user, signOut]);
  useEffect(() => {
    if (!isEnding) return;
    // The back button shows this page again as it was, in the middle of the sign-out.
    const onPageShow = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) location.reload();
    };
    addEventListener('pageshow', onPageShow);
    return () => removeEventListener('pageshow', onPageShow);
  }, [isEnding]);
  if (isEnding) return <SignInPage state={{ kind: 'ending' }} onSignIn={session.signIn} />;
  if (state.kind !== 'signed-in') return <SignInPage state={state} onSignIn={session.signIn} />;
  return <Workspace config={config} api={api} user={{ ...state.user, signOut }} />;
};
