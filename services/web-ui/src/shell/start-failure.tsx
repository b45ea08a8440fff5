import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';

/** Shown instead of the page if it cannot start. An Alert would make the first load of every page larger. */
export const StartFailure = ({ reason }: { readonly reason: string }) => (
  <Box padding="xxl">
    <SpaceBetween size="m">
      <Box variant="h1">Hopwise cannot start</Box>
      <div role="alert">
        <StatusIndicator type="error">{reason}</StatusIndicator>
      </div>
      <Button onClick={() => location.reload()}>Reload</Button>
    </SpaceBetween>
  </Box>
);
