import type { SignInConfig, WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { useMemo } from 'react';
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
  if (state.kind !== 'signed-in') return <SignInPage state={state} onSignIn={session.signIn} />;
  const { user } = state;
  const signOut = () => {
    // The next user of this browser must not see the conversations and their turns.
    for (const keyOf of [conversationsKey, turnRecordsKey]) {
      localStorage.removeItem(keyOf(user.subject));
    }
    session.signOut();
  };
  return <Workspace config={config} api={api} user={{ ...user, signOut }} />;
};
