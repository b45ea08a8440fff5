import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';

/** In place of the page where it cannot start. */
export const StartFailure = ({ reason }: { readonly reason: string }) => (
  <Box padding="xxl">
    <Alert
      type="error"
      header="Hopwise cannot start"
      action={<Button onClick={() => location.reload()}>Load again</Button>}
    >
      {reason}
    </Alert>
  </Box>
);
