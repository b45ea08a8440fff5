import Spinner from '@cloudscape-design/components/spinner';
import type { FaultState } from '@hopwise/contracts/faults';
import { Suspense } from 'react';
import type { ChatApi } from '../api/chat-api.ts';
import type { LocalStack } from '../api/local-stack.ts';
import { ChatPage } from '../chat/chat-page.tsx';
import type { Turn } from '../chat/turn.ts';
import type { ConversationsState } from '../chat/use-conversations.ts';
import { lazyPart } from '../loading/lazy-part.ts';
import type { Route } from '../navigation/route.ts';
import { useRoute } from '../navigation/use-route.ts';

const PosturePage = lazyPart(() =>
  import('../posture/posture-page.tsx').then((module) => module.PosturePage),
);
const FindingsPage = lazyPart(() =>
  import('../findings-page/findings-page.tsx').then((module) => module.FindingsPage),
);
const TurnPage = lazyPart(() =>
  import('../turn-page/turn-page.tsx').then((module) => module.TurnPage),
);

export type PageProps = {
  readonly api: ChatApi;
  /** Absent on a deployed stage. */
  readonly local: LocalStack | undefined;
  /** The last turns of this browser. */
  readonly turns: readonly Turn[];
  readonly conversations: ConversationsState;
  /** Absent on a deployed stage. */
  readonly faults: readonly FaultState[] | undefined;
};

/** Shows the page of the current path. All pages except the chat are loaded on the first visit. */
export const Page = (props: PageProps) => {
  const route = useRoute();
  if (route.page === 'ask') return <ChatPage conversations={props.conversations} />;
  return <Suspense fallback={<Spinner size="large" />}>{laterPage(route, props)}</Suspense>;
};

const laterPage = (
  route: Exclude<Route, { readonly page: 'ask' }>,
  { api, local, turns, faults }: PageProps,
) => {
  switch (route.page) {
    case 'posture':
      return <PosturePage api={api} />;
    case 'findings':
      return <FindingsPage code={route.code} faults={faults} />;
    case 'turns':
      return <TurnPage id={route.id} local={local} turns={turns} />;
  }
};
