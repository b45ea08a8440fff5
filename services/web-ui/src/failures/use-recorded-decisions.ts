import type { Decision } from '@hopwise/contracts/decision';
import { useContext, useEffect, useState } from 'react';
import { FailureContext } from './failure-context.ts';

const none: readonly Decision[] = [];

/** The decisions of a turn: those of its kept path, otherwise those of the local stack. Empty on a deployed stage. */
export const useRecordedDecisions = (correlationId: string | undefined): readonly Decision[] => {
  const { local, decisionsOf } = useContext(FailureContext);
  const kept = correlationId === undefined ? none : decisionsOf?.(correlationId);
  const isKept = kept !== undefined;
  const [read, setRead] = useState(none);
  useEffect(() => {
    if (!local || correlationId === undefined || isKept) return;
    const abort = new AbortController();
    // Without the record, the alert still shows what the stream reported.
    local.decisions(correlationId, abort.signal).then(setRead, () => undefined);
    return () => abort.abort();
  }, [local, correlationId, isKept]);
  return kept ?? read;
};
