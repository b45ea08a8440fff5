import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import {
  colorBackgroundStatusWarning,
  colorBorderStatusWarning,
} from '@cloudscape-design/design-tokens';
import type { ReactNode } from 'react';

export type WarningBannerProps = {
  readonly text: string;
  /** The actions. */
  readonly children: ReactNode;
};

/** A warning below the top bar of every page. */
export const WarningBanner = ({ text, children }: WarningBannerProps) => (
  <div
    className="warning-banner"
    style={{
      background: colorBackgroundStatusWarning,
      borderBlockEnd: `1px solid ${colorBorderStatusWarning}`,
    }}
  >
    <StatusIndicator type="warning" wrapText>
      {text}
    </StatusIndicator>
    <SpaceBetween direction="horizontal" size="m">
      {children}
    </SpaceBetween>
  </div>
);
