import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import type { ReportedTurn } from './turn-report.ts';

/** Copies a turn as the text that `hopwise doctor` prints. */
export const CopyReport = ({ turn }: { readonly turn: ReportedTurn }) => {
  const [outcome, setOutcome] = useState<{ correlationId: string | undefined; text: string }>();
  const copy = async () => {
    const text = await copyTurn(turn).then(
      () => 'Copied',
      () => 'The browser did not allow copying',
    );
    setOutcome({ correlationId: turn.correlationId, text });
  };
  return (
    <span>
      <Button iconName="copy" onClick={copy}>
        Copy as doctor report
      </Button>{' '}
      <span role="status">
        {outcome && outcome.correlationId === turn.correlationId && outcome.text}
      </span>
    </span>
  );
};

// The first copy loads the formatter of the doctor.
const copyTurn = async (turn: ReportedTurn): Promise<void> => {
  const { turnReport } = await import('./turn-report.ts');
  const text = turnReport(turn, (code) => documentedCodes.includes(code));
  await navigator.clipboard.writeText(text);
};
