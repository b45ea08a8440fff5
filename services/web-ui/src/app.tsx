import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { Suspense, useMemo } from 'react';
import type { ChatApi } from './api/chat-api.ts';
import { lazyPart } from './loading/lazy-part.ts';
import { StartFailure } from './shell/start-failure.tsx';
import { Workspace } from './shell/workspace.tsx';

const SignedInApp = lazyPart(
  () => import('./sign-in/signed-in-app.tsx').then((module) => module.SignedInApp),
  () => <StartFailure reason="The page could not load its sign-in." />,
);

/** The page of one stage. */
export const App = ({ config }: { readonly config: WebUiConfig }) =>
  config.signIn ? (
    <Suspense>
      <SignedInApp config={config} signIn={config.signIn} />
    </Suspense>
  ) : (
    <OpenApp config={config} />
  );

/** The page of a stage without sign-in. */
const OpenApp = ({ config }: { readonly config: WebUiConfig }) => {
  const api = useMemo<ChatApi>(
    () => ({ apiUrl: config.apiUrl, fetch: (...request) => fetch(...request) }),
    [config],
  );
  return <Workspace config={config} api={api} />;
};
