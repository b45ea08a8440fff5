import ButtonGroup, { type ButtonGroupProps } from '@cloudscape-design/components/button-group';
import type { Turn } from './turn.ts';

export type AnswerActionsProps = {
  readonly turn: Turn;
  readonly canRetry: boolean;
  readonly onRetry: () => void;
};

/** What can be done with an answer that has ended. */
export const AnswerActions = ({ turn, canRetry, onRetry }: AnswerActionsProps) => (
  <ButtonGroup
    variant="icon"
    ariaLabel="Answer"
    items={[
      ...(turn.answer === '' ? [] : [copyItem(turn.answer)]),
      ...(canRetry ? [retryItem] : []),
    ]}
    onItemClick={({ detail }) => {
      if (detail.id === retryItem.id) onRetry();
    }}
  />
);

const copyItem = (textToCopy: string): ButtonGroupProps.Item => ({
  type: 'icon-copy-to-clipboard',
  id: 'copy',
  text: 'Copy the answer',
  textToCopy,
  copySuccessText: 'Copied',
  copyErrorText: 'The browser did not allow it',
});

const retryItem: ButtonGroupProps.IconButton = {
  type: 'icon-button',
  id: 'retry',
  iconName: 'refresh',
  text: 'Ask again',
};
