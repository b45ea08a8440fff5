import AppLayout from '@cloudscape-design/components/app-layout';
import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { useMemo } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import { createLocalStack } from '../api/local-stack.ts';
import { useConversations } from '../chat/use-conversations.ts';
import { Navigation } from './navigation.tsx';
import { Page } from './page.tsx';
import type { SignedInUser } from './signed-in-user.ts';
import { TopBar } from './top-bar.tsx';
import { useDrawers } from './use-drawers.tsx';

export type WorkspaceProps = {
  readonly config: WebUiConfig;
  readonly api: ChatApi;
  /** Absent on a stage without sign-in. */
  readonly user?: SignedInUser | undefined;
};

/** The layout of every page: top bar, navigation, content and panels. */
export const Workspace = ({ config, api, user }: WorkspaceProps) => {
  const local = useMemo(
    () => (config.local ? createLocalStack((...request) => fetch(...request)) : undefined),
    [config.local],
  );
  const conversations = useConversations(api, user?.subject);
  const drawers = useDrawers(local, conversations.open?.turns.at(-1));
  return (
    <>
      <TopBar stage={config.stage} user={user} />
      <AppLayout
        {...drawers}
        headerSelector="#top-bar"
        navigation={<Navigation conversations={conversations} />}
        toolsHide
        content={<Page api={api} conversations={conversations} />}
        ariaLabels={ariaLabels}
      />
    </>
  );
};

const ariaLabels = {
  navigation: 'Pages and conversations',
  navigationToggle: 'Open the navigation',
  navigationClose: 'Close the navigation',
  drawers: 'Panels',
};
