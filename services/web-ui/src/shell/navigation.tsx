import SideNavigation, {
  type SideNavigationProps,
} from '@cloudscape-design/components/side-navigation';
import type { ConversationsState } from '../chat/use-conversations.ts';
import { navigate, useRoute } from '../navigation/use-route.ts';

const conversationPrefix = '#conversation-';

/** Links to the pages and to the conversations stored in this browser. */
export const Navigation = ({ conversations }: { readonly conversations: ConversationsState }) => {
  const route = useRoute();
  const { all, open, show } = conversations;
  const activeHref =
    route.page === 'ask' ? (open ? `${conversationPrefix}${open.id}` : '/') : `/${route.page}`;
  return (
    <SideNavigation
      header={{ text: 'Security agent', href: '/' }}
      activeHref={activeHref}
      items={[...pages, ...earlier(all)]}
      onFollow={(event) => {
        const { href } = event.detail;
        if (event.detail.external) return;
        event.preventDefault();
        if (href.startsWith(conversationPrefix)) {
          show(href.slice(conversationPrefix.length));
        } else if (href === '/') {
          show(null);
        }
        navigate(href.startsWith('#') ? '/' : href);
      }}
    />
  );
};

const pages: readonly SideNavigationProps.Item[] = [
  { type: 'link', text: 'New conversation', href: '/' },
  { type: 'link', text: 'Security posture', href: '/posture' },
  { type: 'link', text: 'Finding codes', href: '/findings' },
];

const earlier = (all: ConversationsState['all']): readonly SideNavigationProps.Item[] =>
  all.length === 0
    ? []
    : [
        { type: 'divider' },
        {
          type: 'section',
          text: 'Earlier conversations',
          items: all.map(({ id, title }) => ({
            type: 'link',
            text: title,
            href: `${conversationPrefix}${id}`,
          })),
        },
      ];
