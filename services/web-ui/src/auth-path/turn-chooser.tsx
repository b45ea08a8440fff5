import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import type { Turn } from '../chat/turn.ts';

const maxQuestionLength = 60;

export type TurnChooserProps = {
  readonly turns: readonly Turn[];
  readonly shown: Turn | undefined;
  readonly onChoose: (turnId: string) => void;
};

/** Chooses one of the last turns of this browser. */
export const TurnChooser = ({ turns, shown, onChoose }: TurnChooserProps) => (
  <ExpandableSection variant="inline" headerText="Last turns of this browser">
    <ol className="last-turns" aria-label="Last turns">
      {turns.map((turn) => (
        <li key={turn.id} aria-current={turn.id === shown?.id}>
          <Button variant="inline-link" wrapText onClick={() => onChoose(turn.id)}>
            {`${timeText(turn)} ${turn.question.slice(0, maxQuestionLength).toWellFormed()}`}
          </Button>
          {` ${outcomeText(turn)}`}
        </li>
      ))}
    </ol>
  </ExpandableSection>
);

const timeText = ({ askedAtMs }: Turn): string =>
  new Date(askedAtMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });

const outcomeText = ({ state, failure }: Turn): string => {
  if (failure?.hop !== undefined) return `${failure.code} at hop ${failure.hop}`;
  return failure?.code ?? stateText[state];
};

const stateText: Readonly<Record<Turn['state'], string>> = {
  running: 'Running',
  done: 'Answered',
  stopped: 'Stopped',
  failed: 'Failed',
};
