import type { HopSpan } from '@hopwise/contracts/turn-record';
import { useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';

/** Loads the times of a turn from the local stack, again after each hop event. */
export const useSpans = (
  local: LocalStack | undefined,
  turn: Turn | undefined,
): readonly HopSpan[] | undefined => {
  const [known, setKnown] = useState<{ correlationId: string; spans: readonly HopSpan[] }>();
  const correlationId = turn?.correlationId;
  const progress = `${turn?.state} ${turn?.hops.length}`;
  // Reads again whenever `progress` changes.
  useEffect(() => {
    if (!local || correlationId === undefined) return;
    const abort = new AbortController();
    local.turn(correlationId, abort.signal).then(
      ({ spans }) => setKnown({ correlationId, spans }),
      // The record forgets old turns. The page then says that the times are not known.
      () => undefined,
    );
    return () => abort.abort();
  }, [local, correlationId, progress]);
  return known?.correlationId === correlationId ? known?.spans : undefined;
};
