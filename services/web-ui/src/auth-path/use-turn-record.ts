import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import type { Turn } from '../chat/turn.ts';

/** A call can end shortly after the answer. The page reads its time again. */
const rereadDelayMs = 500;
const maxRereads = 6;

/**
 * Reads the path of a turn from the local stack, again after each hop event and until every call has ended. The stack has no
 * record of a question that it has not received yet.
 */
export const useTurnRecord = (
  local: LocalStack | undefined,
  turn: Turn | undefined,
  onRead: (record: TurnRecord) => void,
): void => {
  const correlationId = turn?.correlationId;
  const progress = `${correlationId} ${turn?.state} ${turn?.hops.length}`;
  const isRunning = turn?.state === 'running';
  const isRecorded = !isRunning || turn.hops.length > 0;
  const [rereads, setRereads] = useState({ progress, count: 0 });
  const count = rereads.progress === progress ? rereads.count : 0;
  useEffect(() => {
    if (!local || correlationId === undefined || !isRecorded) return;
    const abort = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    local.turn(correlationId, abort.signal).then(
      (record) => {
        onRead(record);
        if (isRunning || isEnded(record) || count >= maxRereads) return;
        timer = setTimeout(() => setRereads({ progress, count: count + 1 }), rereadDelayMs);
      },
      // The record forgets old turns. The page then shows what it kept.
      () => undefined,
    );
    return () => {
      abort.abort();
      clearTimeout(timer);
    };
  }, [local, correlationId, progress, count, isRunning, isRecorded, onRead]);
};

/** Whether every call of the turn has ended. */
const isEnded = ({ spans }: TurnRecord): boolean =>
  spans.every(({ outcome }) => outcome !== 'running');
