import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {
  colorBackgroundStatusWarning,
  colorBorderStatusWarning,
} from '@cloudscape-design/design-tokens';
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
        <div
          className="fault-banner"
          style={{
            background: colorBackgroundStatusWarning,
            borderBlockEnd: `1px solid ${colorBorderStatusWarning}`,
          }}
        >
          <StatusIndicator type="warning" wrapText>
            {active.length === 1 ? 'A fault is on: ' : `${active.length} faults are on: `}
            {namesText(active)}
          </StatusIndicator>
          <SpaceBetween direction="horizontal" size="m">
            <Button variant="inline-link" onClick={onShow}>
              Show
            </Button>
            <Button variant="inline-link" disabled={flipping !== undefined} onClick={view.allOff}>
              Switch all off
            </Button>
          </SpaceBetween>
        </div>
      )}
    </div>
  );
};
