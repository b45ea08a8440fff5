import type { SignInConfig } from '@hopwise/contracts/web-ui-config';
import { useEffect, useState } from 'react';
import { createSession, type Session, type SignedIn } from './session.ts';

export type SessionState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'signed-out'; readonly problem?: string }
  | { readonly kind: 'ending' }
  | { readonly kind: 'signed-in'; readonly user: SignedIn };

let started:
  | { readonly session: Session; readonly user: Promise<SignedIn | undefined> }
  | undefined;

/** Creates one session per page load, because the code of a redirect can be redeemed only once. */
const startedSession = (config: SignInConfig) => {
  if (!started) {
    const session = createSession(config, location);
    started = { session, user: session.start() };
  }
  return started;
};

/** The session of the current user. */
export const useSession = (config: SignInConfig) => {
  const { session, user } = startedSession(config);
  const [state, setState] = useState<SessionState>({ kind: 'starting' });
  useEffect(() => {
    user.then(
      (known) => setState(known ? { kind: 'signed-in', user: known } : { kind: 'signed-out' }),
      () => setState({ kind: 'signed-out', problem: 'The sign-in failed.' }),
    );
  }, [user]);
  return { session, state };
};
