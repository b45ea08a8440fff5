import type { AppLayoutProps } from '@cloudscape-design/components/app-layout';
import Drawer from '@cloudscape-design/components/drawer';
import { Suspense, useCallback, useEffect, useRef, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { TurnPaths } from '../auth-path/use-turn-paths.ts';
import type { FaultsView } from '../faults/use-faults.ts';
import { lazyPart } from '../loading/lazy-part.ts';
import { faultOfHash, onFaultShown } from '../navigation/fault-link.ts';
import { useRoute } from '../navigation/use-route.ts';

const Panel = lazyPart(() => import('../panel/panel.tsx').then((module) => module.Panel));

const panelId = 'panel';
/** Width of the panel, in pixels. */
const panelWidth = 420;
/** Minimum width of a page that shows the navigation and the panel at once, in pixels. */
const roomyWidth = 1280;
/** Minimum width of a page that shows the navigation beside its content, in pixels. */
const navigationBesideWidth = 689;

type PanelLayout = Pick<
  AppLayoutProps,
  'drawers' | 'activeDrawerId' | 'onDrawerChange' | 'navigationOpen' | 'onNavigationChange'
> & { readonly ref: React.RefObject<AppLayoutProps.Ref | null> };

export type PanelSources = {
  readonly local: LocalStack | undefined;
  readonly isSignedIn: boolean;
  readonly paths: TurnPaths;
  readonly faults: FaultsView;
};

/**
 * The panel beside the page. A page that is too narrow for the navigation and the panel shows the one that was
 * opened last.
 */
export const usePanel = ({ local, isSignedIn, paths, faults }: PanelSources) => {
  const ref = useRef<AppLayoutProps.Ref>(null);
  const [shown, setShown] = useState(shownAtStart);
  const [isOpen, setOpen] = useState(() => shown !== undefined || innerWidth >= roomyWidth);
  const [navigationOpen, setNavigationOpen] = useState(
    () => innerWidth >= (isOpen ? roomyWidth : navigationBesideWidth),
  );
  const isTurnPage = useRoute().page === 'turns';
  const title = titleOf({ isTurnPage, isLocal: local !== undefined });

  const setPanel = useCallback((open: boolean) => {
    setOpen(open);
    if (open && innerWidth < roomyWidth) setNavigationOpen(false);
  }, []);
  const show = useCallback(() => {
    setPanel(true);
    // The panel can get the focus after it is in the page.
    setTimeout(() => ref.current?.focusActiveDrawer());
  }, [setPanel]);
  useEffect(
    () =>
      onFaultShown((name) => {
        show();
        setShown({ name });
      }),
    [show],
  );

  useEffect(() => {
    // A window that becomes narrow keeps the panel.
    const onResize = () => {
      if (isOpen && innerWidth < roomyWidth) setNavigationOpen(false);
    };
    addEventListener('resize', onResize);
    return () => removeEventListener('resize', onResize);
  }, [isOpen]);

  const drawer: AppLayoutProps.Drawer = {
    id: panelId,
    content: (
      <Suspense fallback={<Drawer header={<h2>{title}</h2>} loading />}>
        <Panel
          title={title}
          paths={isTurnPage ? undefined : paths}
          isSignedIn={isSignedIn}
          local={local}
          faults={faults}
          shown={shown}
        />
      </Suspense>
    ),
    trigger: { iconName: 'key' },
    badge: faults.active.length > 0,
    ariaLabels: {
      drawerName: title,
      triggerButton: title,
      closeButton: `Close ${title}`,
      resizeHandle: `Resize ${title}`,
    },
    resizable: true,
    defaultSize: panelWidth,
  };
  const layout: PanelLayout = {
    ref,
    // A deployed stage has nothing to show beside the page of a turn.
    drawers: isTurnPage && !local ? [] : [drawer],
    activeDrawerId: isOpen ? panelId : null,
    onDrawerChange: ({ detail }) => setPanel(detail.activeDrawerId !== null),
    navigationOpen,
    onNavigationChange: ({ detail }) => {
      setNavigationOpen(detail.open);
      if (detail.open && innerWidth < roomyWidth) setOpen(false);
    },
  };
  return { layout, show };
};

/** The page of a turn shows the path of that turn itself. */
const titleOf = (page: { readonly isTurnPage: boolean; readonly isLocal: boolean }): string => {
  if (page.isTurnPage) return 'Faults';
  return page.isLocal ? 'Auth path and faults' : 'Auth path';
};

/** A link to a fault can be opened in a new tab. */
const shownAtStart = (): { readonly name: string } | undefined => {
  const name = faultOfHash(location.hash);
  return name === undefined ? undefined : { name };
};
