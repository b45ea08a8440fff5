import Button from '@cloudscape-design/components/button';
import PromptInput from '@cloudscape-design/components/prompt-input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { maxMessageLength } from '@hopwise/contracts/chat-request';
import { useState } from 'react';

export type ComposerProps = {
  readonly running: boolean;
  readonly onAsk: (question: string) => void;
  readonly onStop: () => void;
};

/** The field for a question. While an answer streams in, its button stops the answer. */
export const Composer = ({ running, onAsk, onStop }: ComposerProps) => {
  const [text, setText] = useState('');
  const question = text.trim();
  const tooLong = question.length > maxMessageLength;
  const submit = () => {
    if (running || question === '' || tooLong) return;
    setText('');
    onAsk(question);
  };
  return (
    <SpaceBetween size="xxs">
      <PromptInput
        value={text}
        onChange={({ detail }) => setText(detail.value)}
        onAction={submit}
        ariaLabel="Question"
        placeholder="Ask about the security of this account"
        maxRows={6}
        autoFocus
        invalid={tooLong}
        customPrimaryAction={
          running ? (
            <Button variant="icon" iconName="close" ariaLabel="Stop the answer" onClick={onStop} />
          ) : (
            <Button
              variant="icon"
              iconName="send"
              ariaLabel="Ask"
              disabled={question === '' || tooLong}
              onClick={submit}
            />
          )
        }
      />
      {tooLong && (
        <span role="alert">{`A question can have up to ${maxMessageLength} characters.`}</span>
      )}
    </SpaceBetween>
  );
};
