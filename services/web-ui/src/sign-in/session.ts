import type { SignInConfig } from '@hopwise/contracts/web-ui-config';
import { InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { SignInExpiredError } from '../api/turn-failure.ts';

export type SignedIn = {
  readonly subject: string;
  readonly name: string;
};

/** A user's session at the stage's user pool. */
export type Session = {
  /** Completes a sign-in redirect. Resolves with `undefined` if the page was opened without one. */
  start(): Promise<SignedIn | undefined>;
  signIn(): Promise<void>;
  signOut(): Promise<void>;
  /**
   * Returns a valid access token and renews it if necessary.
   *
   * @throws SignInExpiredError if the renewal fails
   */
  accessToken(): Promise<string>;
};

/** A token is renewed this long before it expires. */
const renewalSeconds = 60;

/** A user pool that never answers must not keep the user from signing out, or a question from ending. */
const requestTimeoutSeconds = 30;

/**
 * Signs in with the code flow and PKCE. Tokens stay in the page's memory. `sessionStorage` holds only the state
 * and the verifier of a redirect. After a reload the user signs in again, but without a password while the
 * cookie of the user pool is valid.
 */
export const createSession = (config: SignInConfig, page: Location): Session => {
  const home = `${page.origin}/`;
  const manager = new UserManager({
    authority: config.authority,
    client_id: config.clientId,
    redirect_uri: home,
    response_type: 'code',
    scope: config.scopes.join(' '),
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: true,
    accessTokenExpiringNotificationTimeInSeconds: renewalSeconds,
    loadUserInfo: false,
    requestTimeoutInSeconds: requestTimeoutSeconds,
  });
  return {
    async start() {
      const parameters = new URLSearchParams(page.search);
      if (!parameters.has('state')) return undefined;
      try {
        const user = await manager.signinRedirectCallback(page.href);
        history.replaceState(null, '', pathOf(user));
        return signedInOf(user);
      } catch (error) {
        history.replaceState(null, '', '/');
        throw error;
      }
    },
    signIn: () => manager.signinRedirect({ state: page.pathname }),
    async signOut() {
      await manager.revokeTokens(['refresh_token']).catch(() => undefined);
      await manager.removeUser();
      page.assign(signOutUrl(config, home));
    },
    async accessToken() {
      const user = await manager.getUser();
      const fresh = user && !user.expired ? user : await manager.signinSilent().catch(() => null);
      if (!fresh) throw new SignInExpiredError();
      return fresh.access_token;
    },
  };
};

/** Cognito's sign-out endpoint has different parameters from OpenID Connect. */
export const signOutUrl = ({ domainUrl, clientId }: SignInConfig, home: string): string => {
  const url = new URL('/logout', domainUrl);
  url.searchParams.set('client_id', clientId);
  url.searchParams.set('logout_uri', home);
  return url.href;
};

const signedInOf = ({ profile }: User): SignedIn => ({
  subject: profile.sub,
  name: profile.email ?? String(profile['cognito:username'] ?? profile.sub),
});

const pathOf = ({ state }: User): string =>
  typeof state === 'string' && /^\/(?!\/)/.test(state) ? state : '/';
