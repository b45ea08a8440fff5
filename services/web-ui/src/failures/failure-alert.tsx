import Alert from '@cloudscape-design/components/alert';
import Badge from '@cloudscape-design/components/badge';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { credentialNames } from '@hopwise/chat-client/credential-names';
import type { ReportedHop } from '@hopwise/contracts/hop-views';
import { useContext } from 'react';
import type { TurnFailure } from '../api/turn-failure.ts';
import { CodeLink } from './code-link.tsx';
import { FailureContext } from './failure-context.ts';
import { failureView } from './failure-view.ts';
import { useRecordedDecisions } from './use-recorded-decisions.ts';

export type FailureAlertProps = {
  readonly failure: TurnFailure;
  /** The turn whose decisions name the cause. Default: the one that the failure names. */
  readonly correlationId?: string | undefined;
  /** The hop events of the turn. */
  readonly reports?: readonly ReportedHop[];
};

/** Names the hop, credential and code of a failure, with its cause, its cure and the way to the auth path. */
export const FailureAlert = ({
  failure,
  correlationId = failure.correlationId,
  reports = [],
}: FailureAlertProps) => {
  const { showPath, isSignedIn } = useContext(FailureContext);
  const decisions = useRecordedDecisions(correlationId);
  const view = failureView(failure, { reports, decisions, isSignedIn }, documentedCodes);
  return (
    <Alert
      type="error"
      header={view.header}
      statusIconAriaLabel="Error"
      action={showPath && <Button onClick={showPath}>Show the path</Button>}
    >
      <SpaceBetween size="xs">
        <SpaceBetween direction="horizontal" size="xs" alignItems="center">
          {view.credential !== undefined && (
            <Badge color={view.credential === 'oauth' ? 'blue' : 'grey'}>
              {credentialNames[view.credential]}
            </Badge>
          )}
          <CodeLink code={view.code} />
        </SpaceBetween>
        <div>{view.message}</div>
        {view.symptom && (
          <div>
            The caller saw only <CodeLink code={view.symptom.code} />: {view.symptom.message}
          </div>
        )}
        <div>
          <b>What to do:</b> {view.cure}
        </div>
        {failure.correlationId !== undefined && (
          <div>
            <Box variant="awsui-key-label">Correlation id</Box>
            <CopyToClipboard
              variant="inline"
              textToCopy={failure.correlationId}
              copyButtonAriaLabel="Copy the correlation id"
              copySuccessText="Copied"
              copyErrorText="The browser did not allow copying"
            />
          </div>
        )}
      </SpaceBetween>
    </Alert>
  );
};
