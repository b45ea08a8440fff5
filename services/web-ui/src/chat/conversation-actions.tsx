import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Conversation } from './turn.ts';
import type { ConversationsState } from './use-conversations.ts';

export type ConversationActionsProps = {
  readonly conversations: ConversationsState;
  readonly open: Conversation;
};

/** Actions on the open conversation. */
export const ConversationActions = ({ conversations, open }: ConversationActionsProps) => (
  <SpaceBetween direction="horizontal" size="xs">
    <Button
      variant="icon"
      iconName="remove"
      ariaLabel="Delete this conversation"
      disabled={conversations.runningTurnId !== undefined}
      onClick={() => conversations.remove(open.id)}
    />
    <Button iconName="add-plus" onClick={() => conversations.show(null)}>
      New conversation
    </Button>
  </SpaceBetween>
);
