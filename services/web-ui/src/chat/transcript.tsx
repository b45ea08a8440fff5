import Avatar from '@cloudscape-design/chat-components/avatar';
import ChatBubble from '@cloudscape-design/chat-components/chat-bubble';
import { AnswerBubble } from './answer-bubble.tsx';
import type { Conversation } from './turn.ts';

export type TranscriptProps = {
  readonly conversation: Conversation;
  readonly runningTurnId: string | undefined;
  readonly onAsk: (question: string) => void;
};

/** Shows the questions and answers of a conversation in order. */
export const Transcript = ({ conversation, runningTurnId, onAsk }: TranscriptProps) => (
  <section className="transcript" aria-label="Conversation">
    {conversation.turns.map((turn, index) => (
      <div className="transcript" key={turn.id}>
        <ChatBubble
          type="outgoing"
          ariaLabel={`Your question ${index + 1}`}
          avatar={<Avatar ariaLabel="You" tooltipText="You" />}
        >
          {turn.question}
        </ChatBubble>
        <h2 className="for-screen-readers">Answer {index + 1}</h2>
        <AnswerBubble
          turn={turn}
          number={index + 1}
          canRetry={runningTurnId === undefined && index === conversation.turns.length - 1}
          onRetry={() => onAsk(turn.question)}
          canAsk={runningTurnId === undefined}
          onExplain={(findingId) => onAsk(`Explain finding ${findingId}`)}
        />
      </div>
    ))}
  </section>
);
