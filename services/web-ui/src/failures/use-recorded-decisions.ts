import type { Decision } from '@hopwise/contracts/decision';
import { useContext, useEffect, useState } from 'react';
import { FailureContext } from './failure-context.ts';

/** Loads the decisions of a finished turn from the local stack. Empty on a deployed stage. */
export const useRecordedDecisions = (correlationId: string | undefined): readonly Decision[] => {
  const { local } = useContext(FailureContext);
  const [decisions, setDecisions] = useState<readonly Decision[]>([]);
  useEffect(() => {
    if (!local || correlationId === undefined) return;
    const abort = new AbortController();
    // Without the record, the alert still shows what the stream reported.
    local.decisions(correlationId, abort.signal).then(setDecisions, () => undefined);
    return () => abort.abort();
  }, [local, correlationId]);
  return decisions;
};
