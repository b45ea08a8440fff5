import AppLayout from '@cloudscape-design/components/app-layout';
import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import { useMemo } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import { createLocalStack } from '../api/local-stack.ts';
import { useTurnPaths } from '../auth-path/use-turn-paths.ts';
import { useConversations } from '../chat/use-conversations.ts';
import { FailureContext } from '../failures/failure-context.ts';
import { FaultBanner } from '../faults/fault-banner.tsx';
import { useFaults } from '../faults/use-faults.ts';
import { ReloadNotice } from '../loading/reload-notice.tsx';
import { Navigation } from './navigation.tsx';
import { Page } from './page.tsx';
import type { SignedInUser } from './signed-in-user.ts';
import { TopBar } from './top-bar.tsx';
import { usePanel } from './use-panel.tsx';
import { useTopBarSize } from './use-top-bar-size.ts';

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
  const faults = useFaults(local);
  const paths = useTurnPaths({ local, user: user?.subject, conversations });
  const isSignedIn = user !== undefined;
  const { layout, show } = usePanel({ local, isSignedIn, paths, faults });
  const topBar = useTopBarSize();
  const { decisionsOf } = paths;
  const failureContext = useMemo(
    () => ({ local, decisionsOf, isSignedIn, showPath: show }),
    [local, decisionsOf, isSignedIn, show],
  );
  return (
    <FailureContext value={failureContext}>
      <div id="top-bar" ref={topBar}>
        <TopBar stage={config.stage} user={user} />
        <ReloadNotice />
        {local && <FaultBanner view={faults} onShow={show} />}
      </div>
      <AppLayout
        {...layout}
        headerSelector="#top-bar"
        navigation={<Navigation conversations={conversations} />}
        toolsHide
        content={
          <Page
            api={api}
            local={local}
            turns={paths.turns}
            conversations={conversations}
            faults={local ? faults.faults : undefined}
          />
        }
        ariaLabels={ariaLabels}
      />
    </FailureContext>
  );
};

const ariaLabels = {
  navigation: 'Pages and conversations',
  navigationToggle: 'Open the navigation',
  navigationClose: 'Close the navigation',
  drawers: 'Panels',
};
