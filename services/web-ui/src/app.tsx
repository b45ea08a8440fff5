import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { useMemo } from 'react';
import type { ChatApi } from './api/ask.ts';
import { Workspace } from './shell/workspace.tsx';

/** The page of one stage. */
export const App = ({ config }: { readonly config: WebUiConfig }) => {
  const api = useMemo<ChatApi>(
    () => ({ apiUrl: config.apiUrl, fetch: (...request) => fetch(...request) }),
    [config],
  );
  return <Workspace config={config} api={api} />;
};
