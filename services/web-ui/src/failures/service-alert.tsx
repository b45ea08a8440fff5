import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useContext } from 'react';
import { CodeLink } from './code-link.tsx';
import { credentialNames } from './credential-names.ts';
import { FailureContext } from './failure-context.ts';

/** Says that an answer lacks services, because the tools were not allowed to read them at hop 7. */
export const ServiceAlert = ({ services }: { readonly services: readonly string[] }) => {
  const { showPath } = useContext(FailureContext);
  return (
    <Alert
      type="error"
      header="Denied at hop 7: AgentCore Gateway → AWS security services"
      statusIconAriaLabel="Error"
      action={showPath && <Button onClick={showPath}>Show the path</Button>}
    >
      <SpaceBetween size="xs">
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <Badge>{credentialNames.iam}</Badge>
          <CodeLink code="SERVICE_ACCESS_DENIED" />
        </SpaceBetween>
        <div>The tools are not allowed to read {services.join(', ')}.</div>
        <div>
          <b>What to do:</b> Grant the read actions of this service to the execution role of
          security-tools.
        </div>
      </SpaceBetween>
    </Alert>
  );
};
