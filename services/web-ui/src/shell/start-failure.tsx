import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

/** Shown instead of the page if it cannot start. */
export const StartFailure = ({ reason }: { readonly reason: string }) => (
  <Box padding="xxl">
    <Alert
      type="error"
      header="Hopwise cannot start"
      action={<Button onClick={() => location.reload()}>Reload</Button>}
    >
      {reason}
    </Alert>
  </Box>
);
