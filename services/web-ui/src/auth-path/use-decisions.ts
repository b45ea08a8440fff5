import type { Decision } from '@hopwise/contracts/decision';
import { useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';

const none: readonly Decision[] = [];

/** What the local stack recorded of a turn; read again with each hop that the stream tells of. */
export const useDecisions = (
  local: LocalStack | undefined,
  turn: Turn | undefined,
): readonly Decision[] => {
  const [known, setKnown] = useState<{ correlationId: string; decisions: readonly Decision[] }>();
  const correlationId = turn?.correlationId;
  const progress = `${turn?.state} ${turn?.hops.length}`;
  // `progress` says when to read again.
  useEffect(() => {
    if (!local || correlationId === undefined) return;
    const abort = new AbortController();
    local.decisions(correlationId, abort.signal).then(
      (decisions) => setKnown({ correlationId, decisions }),
      // The stream's own hop events stay; the record only adds to them.
      () => undefined,
    );
    return () => abort.abort();
  }, [local, correlationId, progress]);
  return known?.correlationId === correlationId ? (known?.decisions ?? none) : none;
};
