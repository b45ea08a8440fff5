import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Turn } from './turn.ts';

export type AnswerActionsProps = {
  readonly turn: Turn;
  readonly canRetry: boolean;
  readonly onRetry: () => void;
};

/** Actions on a finished answer. */
export const AnswerActions = ({ turn, canRetry, onRetry }: AnswerActionsProps) => (
  <SpaceBetween direction="horizontal" size="xxs">
    {turn.answer !== '' && (
      <CopyToClipboard
        variant="icon"
        textToCopy={turn.answer}
        copyButtonAriaLabel="Copy the answer"
        copySuccessText="Copied"
        copyErrorText="The browser did not allow copying"
      />
    )}
    {canRetry && (
      <Button variant="icon" iconName="refresh" ariaLabel="Ask again" onClick={onRetry} />
    )}
  </SpaceBetween>
);
