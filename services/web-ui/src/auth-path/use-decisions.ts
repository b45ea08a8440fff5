import type { Decision } from '@hopwise/contracts/decision';
import { useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';

const none: readonly Decision[] = [];

/** Loads the decisions of a turn from the local stack, again after each hop event. */
export const useDecisions = (
  local: LocalStack | undefined,
  turn: Turn | undefined,
): readonly Decision[] => {
  const [known, setKnown] = useState<{ correlationId: string; decisions: readonly Decision[] }>();
  const correlationId = turn?.correlationId;
  const progress = `${turn?.state} ${turn?.hops.length}`;
  // Reads again whenever `progress` changes.
  useEffect(() => {
    if (!local || correlationId === undefined) return;
    const abort = new AbortController();
    local.decisions(correlationId, abort.signal).then(
      (decisions) => setKnown({ correlationId, decisions }),
      // Without the record, the page still shows the hop events of the stream.
      () => undefined,
    );
    return () => abort.abort();
  }, [local, correlationId, progress]);
  return known?.correlationId === correlationId ? (known?.decisions ?? none) : none;
};
