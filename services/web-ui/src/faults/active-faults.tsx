import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { FaultSwitch } from './fault-switch.tsx';
import type { FaultsView } from './use-faults.ts';

export type ActiveFaultsProps = {
  readonly view: FaultsView;
  /** Moves the focus to the list of all switches. */
  readonly onChoose: () => void;
};

/** The faults that are on, each with its switch, and one button for all of them. */
export const ActiveFaults = ({ view, onChoose }: ActiveFaultsProps) => {
  const { active, flipping, problem } = view;
  return (
    <section aria-label="Active faults">
      <SpaceBetween size="s">
        <Header
          variant="h3"
          counter={active.length > 0 ? `(${active.length})` : undefined}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              {active.length > 0 && (
                <Button disabled={flipping !== undefined} onClick={view.allOff}>
                  All off
                </Button>
              )}
              <Button onClick={onChoose}>Choose a fault</Button>
            </SpaceBetween>
          }
        >
          Active faults
        </Header>
        <div role="alert">
          {problem !== undefined && (
            <StatusIndicator type="error" wrapText>
              {problem}
            </StatusIndicator>
          )}
        </div>
        {active.length === 0 ? (
          <Box color="text-body-secondary">
            No fault is on. Switch one on, ask a question, and see which hop breaks.
          </Box>
        ) : (
          active.map((fault) => <FaultSwitch key={fault.name} fault={fault} view={view} />)
        )}
      </SpaceBetween>
    </section>
  );
};
