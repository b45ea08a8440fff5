import Spinner from '@cloudscape-design/components/spinner';
import type { FaultState } from '@hopwise/contracts/faults';
import { lazy, Suspense } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import { ChatPage } from '../chat/chat-page.tsx';
import type { ConversationsState } from '../chat/use-conversations.ts';
import { useRoute } from '../navigation/use-route.ts';

const PosturePage = lazy(() =>
  import('../posture/posture-page.tsx').then((module) => ({ default: module.PosturePage })),
);
const FindingsPage = lazy(() =>
  import('../findings-page/findings-page.tsx').then((module) => ({ default: module.FindingsPage })),
);

export type PageProps = {
  readonly api: ChatApi;
  readonly conversations: ConversationsState;
  /** Absent on a deployed stage. */
  readonly faults: readonly FaultState[] | undefined;
};

/** Shows the page of the current path. All pages except the chat are loaded on the first visit. */
export const Page = ({ api, conversations, faults }: PageProps) => {
  const route = useRoute();
  if (route.page === 'ask') return <ChatPage conversations={conversations} />;
  return (
    <Suspense fallback={<Spinner size="large" />}>
      {route.page === 'posture' ? (
        <PosturePage api={api} />
      ) : (
        <FindingsPage code={route.code} faults={faults} />
      )}
    </Suspense>
  );
};
