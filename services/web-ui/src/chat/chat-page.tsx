import Header from '@cloudscape-design/components/header';
import LiveRegion from '@cloudscape-design/components/live-region';
import { colorBackgroundLayoutMain } from '@cloudscape-design/design-tokens';
import { Suspense } from 'react';
import { lazyPart } from '../loading/lazy-part.ts';
import { Composer } from './composer.tsx';
import { ConversationActions } from './conversation-actions.tsx';
import { FirstQuestions } from './first-questions.tsx';
import { turnAnnouncement } from './turn-announcement.ts';
import type { ConversationsState } from './use-conversations.ts';
import { useStickToEnd } from './use-stick-to-end.ts';

const Transcript = lazyPart(() => import('./transcript.tsx').then((module) => module.Transcript));

/** One conversation with the field for the next question. */
export const ChatPage = ({ conversations }: { readonly conversations: ConversationsState }) => {
  const { open, runningTurnId, ask, stop } = conversations;
  const lastTurn = open?.turns.at(-1);
  useStickToEnd(lastTurn);
  return (
    <div className="chat-page">
      <div className="transcript-region">
        <Header
          variant="h1"
          description="Answers come from the security services of this account."
          actions={open && <ConversationActions conversations={conversations} open={open} />}
        >
          {open?.title ?? 'Ask about this account'}
        </Header>
        {open ? (
          <Suspense>
            <Transcript
              conversation={open}
              runningTurnId={runningTurnId}
              onAsk={(question) => ask(question, open)}
            />
          </Suspense>
        ) : (
          <FirstQuestions onAsk={(question) => ask(question)} />
        )}
        <LiveRegion hidden>{lastTurn && turnAnnouncement(lastTurn)}</LiveRegion>
      </div>
      <div className="composer" style={{ background: colorBackgroundLayoutMain }}>
        <Composer
          running={runningTurnId !== undefined}
          onAsk={(question) => ask(question, open)}
          onStop={stop}
        />
      </div>
    </div>
  );
};
