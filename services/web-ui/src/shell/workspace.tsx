import AppLayout from '@cloudscape-design/components/app-layout';
import type { WebUiConfig } from '@hopwise/contracts/web-ui-config';
import type { ChatApi } from '../api/ask.ts';
import { ChatPage } from '../chat/chat-page.tsx';
import { useConversations } from '../chat/use-conversations.ts';
import { Navigation } from './navigation.tsx';
import { TopBar } from './top-bar.tsx';

export type WorkspaceProps = {
  readonly config: WebUiConfig;
  readonly api: ChatApi;
  readonly user: string | undefined;
};

/** The frame of every page: top bar, navigation, the page itself, and the auth path beside it. */
export const Workspace = ({ config, api, user }: WorkspaceProps) => {
  const conversations = useConversations(api, user);
  return (
    <>
      <TopBar stage={config.stage} />
      <AppLayout
        headerSelector="#top-bar"
        navigation={<Navigation conversations={conversations} />}
        toolsHide
        content={<ChatPage conversations={conversations} />}
      />
    </>
  );
};
