import Alert, { type AlertProps } from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { credentialNames } from '@hopwise/chat-client/credential-names';
import {
  type UnreadServices,
  type UnreadStatus,
  unreadTexts,
} from '@hopwise/chat-client/unread-services';
import { useContext } from 'react';
import { CodeLink } from './code-link.tsx';
import { FailureContext } from './failure-context.ts';

const looks: Readonly<
  Record<UnreadStatus, { readonly type: AlertProps.Type; readonly iconLabel: string }>
> = {
  access_denied: { type: 'error', iconLabel: 'Error' },
  disabled: { type: 'warning', iconLabel: 'Warning' },
  unavailable: { type: 'error', iconLabel: 'Error' },
};

/** Says that an answer lacks services that the tools could not read at hop 7, with the code and the cure. */
export const ServiceAlert = ({ status, code, services, messages }: UnreadServices) => {
  const { showPath } = useContext(FailureContext);
  const { type, iconLabel } = looks[status];
  const { outcome, because, cure } = unreadTexts[status];
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
