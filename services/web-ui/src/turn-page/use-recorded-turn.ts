import type { Finding } from '@hopwise/contracts/finding';
import type { TurnRecord } from '@hopwise/contracts/turn-record';
import { useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';

export type RecordedTurn = {
  readonly correlationId: string;
  readonly record?: TurnRecord;
  /** Why there is no record. */
  readonly problem?: string;
};

/** Reads a turn from the record of the local stack. `undefined` while it is read. */
export const useRecordedTurn = (local: LocalStack, id: string): RecordedTurn | undefined => {
  const [read, setRead] = useState<RecordedTurn>();
  useEffect(() => {
    const abort = new AbortController();
    local.turn(id, abort.signal).then(
      (record) => setRead({ correlationId: id, record }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = error instanceof Error ? error.message : 'The record cannot be read.';
        setRead({ correlationId: id, problem });
      },
    );
    return () => abort.abort();
  }, [local, id]);
  return read?.correlationId === id ? read : undefined;
};

const none: readonly Finding[] = [];

/** What the doctor finds now at the broken hop of a turn. */
export const useHopFindings = (local: LocalStack, hop: number | undefined): readonly Finding[] => {
  const [found, setFound] = useState<{ hop: number; findings: readonly Finding[] }>();
  useEffect(() => {
    if (hop === undefined) return;
    let isOver = false;
    local.diagnosis(hop).then(
      (report) => {
        if (report && !isOver) setFound({ hop, findings: report.findings });
      },
      // Without the doctor, the decisions still explain the hop.
      () => undefined,
    );
    return () => {
      isOver = true;
    };
  }, [local, hop]);
  return found?.hop === hop ? (found?.findings ?? none) : none;
};
