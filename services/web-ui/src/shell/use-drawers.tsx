import type { AppLayoutProps } from '@cloudscape-design/components/app-layout';
import Drawer from '@cloudscape-design/components/drawer';
import { useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import { AuthPathDrawer } from '../auth-path/auth-path-drawer.tsx';
import type { Turn } from '../chat/turn.ts';
import { FaultSwitches } from '../faults/fault-switches.tsx';
import { useFaults } from '../faults/use-faults.ts';

/** Width of a drawer, and minimum width of a page with an open drawer, in pixels. */
const drawerWidth = 380;
const roomyWidth = 1280;

type DrawerLayout = Pick<AppLayoutProps, 'drawers' | 'activeDrawerId' | 'onDrawerChange'>;

/** The panels beside the page: the auth path and, in the local stack, the fault switches. */
export const useDrawers = (local: LocalStack | undefined, turn: Turn | undefined): DrawerLayout => {
  const faults = useFaults(local);
  const [activeDrawerId, setActiveDrawerId] = useState<string | null>(() =>
    innerWidth >= roomyWidth ? 'auth-path' : null,
  );
  const drawers: AppLayoutProps.Drawer[] = [
    {
      id: 'auth-path',
      content: <AuthPathDrawer turn={turn} local={local} faults={faults} />,
      trigger: { iconName: 'key' },
      ariaLabels: labelsOf('Auth path'),
      resizable: true,
      defaultSize: drawerWidth,
    },
  ];
  if (local) {
    drawers.push({
      id: 'faults',
      content: (
        <Drawer header={<h2>Fault switches</h2>}>
          <FaultSwitches view={faults} />
        </Drawer>
      ),
      trigger: { iconName: 'bug' },
      badge: faults.faults.some(({ on }) => on),
      ariaLabels: labelsOf('Fault switches'),
      resizable: true,
      defaultSize: drawerWidth,
    });
  }
  return {
    drawers,
    activeDrawerId,
    onDrawerChange: ({ detail }) => setActiveDrawerId(detail.activeDrawerId),
  };
};

const labelsOf = (name: string): AppLayoutProps.DrawerAriaLabels => ({
  drawerName: name,
  triggerButton: name,
  closeButton: `Close ${name}`,
  resizeHandle: `Resize ${name}`,
});
