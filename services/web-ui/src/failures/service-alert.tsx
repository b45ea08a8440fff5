import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { credentialNames } from '@hopwise/chat-client/credential-names';
import { useContext } from 'react';
import type { UnreadServices, UnreadStatus } from '../tool-data/unread-services.ts';
import { CodeLink } from './code-link.tsx';
import { FailureContext } from './failure-context.ts';

type Advice = {
  readonly type: AlertProps.Type;
  readonly iconLabel: string;
  readonly outcome: string;
  /** Why the answer lacks the services. */
  readonly because: string;
  readonly cure: string;
};

const adviceByStatus: Readonly<Record<UnreadStatus, Advice>> = {
  access_denied: {
    type: 'error',
    iconLabel: 'Error',
    outcome: 'Denied',
    because: 'The tools are not allowed to read',
    cure: 'Grant the read actions of each service to the execution role of security-tools.',
  },
  disabled: {
    type: 'warning',
    iconLabel: 'Warning',
    outcome: 'Not enabled',
    because: 'Not enabled in this account and Region:',
    cure: 'Enable each service that this account needs. A permission does not help.',
  },
  unavailable: {
    type: 'error',
    iconLabel: 'Error',
    outcome: 'Failed',
    because: 'The tools received no usable answer from',
    cure: 'Wait a minute and ask again. If it still fails, read the log of security-tools.',
  },
};

/** Says that an answer lacks services that the tools could not read at hop 7, with the code and the cure. */
export const ServiceAlert = ({ status, code, services, messages }: UnreadServices) => {
  const { showPath } = useContext(FailureContext);
  const { type, iconLabel, outcome, because, cure } = adviceByStatus[status];
  return (
    <Alert
      type={type}
      header={`${outcome} at hop 7: AgentCore Gateway → AWS security services`}
      statusIconAriaLabel={iconLabel}
      action={showPath && <Button onClick={showPath}>Show the path</Button>}
    >
      <SpaceBetween size="xs">
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          <Badge>{credentialNames.iam}</Badge>
          <CodeLink code={code} />
        </SpaceBetween>
        {services.length > 0 && (
          <div>
            {because} {services.join(', ')}.
          </div>
        )}
        {messages.map((message) => (
          <div key={message}>{message}</div>
        ))}
        <div>
          <b>What to do:</b> {cure}
        </div>
      </SpaceBetween>
    </Alert>
  );
};
