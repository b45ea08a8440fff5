import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TurnFailure } from '../api/turn-failure.ts';
import { adviceFor } from './advice.ts';
import { CodeLink } from './code-link.tsx';

/** Explains a failure, with its cure, its code and its correlation id. */
export const FailureAlert = ({ failure }: { readonly failure: TurnFailure }) => {
  const { title, cure } = adviceFor(failure, documentedCodes.includes(failure.code));
  return (
    <Alert type="error" header={title} statusIconAriaLabel="Error">
      <SpaceBetween size="xs">
        <div>{failure.message}</div>
        <div>
          <b>What to do:</b> {cure}
        </div>
        <div>
          <Box variant="awsui-key-label">Code</Box>
          <CodeLink code={failure.code} />
          {failure.hop !== undefined && ` at hop ${failure.hop}`}
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
