import Button from '@cloudscape-design/components/button';
import { WarningBanner } from '../banner/warning-banner.tsx';
import { namesText } from './fault-groups.ts';
import type { FaultsView } from './use-faults.ts';

export type FaultBannerProps = {
  readonly view: FaultsView;
  /** Opens the panel. */
  readonly onShow: () => void;
};

/** Says on every page that faults are on, and switches them off. */
export const FaultBanner = ({ view, onShow }: FaultBannerProps) => {
  const { active, flipping } = view;
  return (
    <div role="status" aria-label="Active faults">
      {active.length > 0 && (
        <WarningBanner text={`${countText(active.length)}: ${namesText(active)}`}>
          <Button variant="inline-link" onClick={onShow}>
            Show
          </Button>
          <Button variant="inline-link" disabled={flipping !== undefined} onClick={view.allOff}>
            Switch all off
          </Button>
        </WarningBanner>
      )}
    </div>
  );
};

const countText = (count: number): string =>
  count === 1 ? 'A fault is on' : `${count} faults are on`;
