import Avatar from '@cloudscape-design/chat-components/avatar';
import ChatBubble from '@cloudscape-design/chat-components/chat-bubble';
import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { unreadServices } from '@hopwise/chat-client/unread-services';
import { Suspense, useDeferredValue } from 'react';
import { FailureAlert } from '../failures/failure-alert.tsx';
import { lazyPart } from '../loading/lazy-part.ts';
import { LazyMarkdown } from '../markdown/lazy-markdown.tsx';
import { ToolData } from '../tool-data/tool-data.tsx';
import { AnswerActions } from './answer-actions.tsx';
import { StepList } from './step-list.tsx';
import type { Turn } from './turn.ts';

const ServiceAlert = lazyPart(() =>
  import('../failures/service-alert.tsx').then((module) => module.ServiceAlert),
);

export type AnswerBubbleProps = {
  readonly turn: Turn;
  readonly number: number;
  readonly canRetry: boolean;
  readonly onRetry: () => void;
  /** False while a turn runs. */
  readonly canAsk: boolean;
  readonly onExplain: (findingId: string) => void;
};

/** Shows the agent's steps, data and answer for one question. */
export const AnswerBubble = ({
  turn,
  number,
  canRetry,
  onRetry,
  canAsk,
  onExplain,
}: AnswerBubbleProps) => {
  const running = turn.state === 'running';
  const answer = useDeferredValue(turn.answer);
  const unread = running ? [] : unreadServices(turn.steps);
  return (
    <ChatBubble
      type="incoming"
      ariaLabel={`Answer ${number}`}
      showLoadingBar={running}
      avatar={
        <Avatar
          color="gen-ai"
          iconName="gen-ai"
          ariaLabel="Security agent"
          tooltipText="Security agent"
          loading={running}
        />
      }
      actions={
        running ? undefined : <AnswerActions turn={turn} canRetry={canRetry} onRetry={onRetry} />
      }
    >
      <SpaceBetween size="s">
        {turn.steps.length > 0 && <StepList steps={turn.steps} />}
        {running && answer === '' && <Box color="text-body-secondary">{progressText(turn)}</Box>}
        {answer !== '' && <LazyMarkdown text={answer} />}
        <ToolData steps={turn.steps} onExplain={canAsk ? onExplain : undefined} />
        {turn.state === 'stopped' && <StatusIndicator type="stopped">Stopped</StatusIndicator>}
        {unread.map((one) => (
          <Suspense key={one.status} fallback={null}>
            <ServiceAlert {...one} />
          </Suspense>
        ))}
        {turn.failure && (
          <FailureAlert
            failure={turn.failure}
            correlationId={turn.correlationId}
            reports={turn.hops}
          />
        )}
      </SpaceBetween>
    </ChatBubble>
  );
};

const progressText = ({ steps }: Turn): string => {
  const step = steps.at(-1);
  if (step === undefined) return 'The agent is thinking';
  return step.outcome === 'started'
    ? 'The agent is waiting for its tool'
    : 'The agent is writing the answer';
};
