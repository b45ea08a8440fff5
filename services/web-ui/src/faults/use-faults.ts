import type { FaultState } from '@hopwise/contracts/faults';
import { useCallback, useEffect, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import { type FindingsByHop, withReport } from '../diagnosis/findings-by-hop.ts';

export type FaultsView = {
  readonly faults: readonly FaultState[];
  /** Name of the fault that is being switched. The others wait. */
  readonly flipping: string | undefined;
  readonly problem: string | undefined;
  /** The doctor's findings for the hops that were diagnosed. */
  readonly findings: FindingsByHop;
  readonly flip: (fault: FaultState, on: boolean) => Promise<void>;
  /** Diagnoses one hop, or all hops. */
  readonly diagnose: (hop?: number) => Promise<void>;
};

const noFindings: FindingsByHop = new Map();

/** The fault switches of the local stack, with the doctor's findings for the affected hops. */
export const useFaults = (local: LocalStack | undefined): FaultsView => {
  const [faults, setFaults] = useState<readonly FaultState[]>([]);
  const [flipping, setFlipping] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [findings, setFindings] = useState(noFindings);
  const fail = useCallback(
    (error: unknown) => setProblem(error instanceof Error ? error.message : 'Unknown error.'),
    [],
  );

  useEffect(() => {
    if (!local) return;
    const abort = new AbortController();
    local.faults(abort.signal).then(setFaults, (error) => {
      if (!abort.signal.aborted) fail(error);
    });
    return () => abort.abort();
  }, [local, fail]);

  const diagnose = useCallback(
    async (hop?: number) => {
      const report = await local?.diagnosis(hop).catch(fail);
      if (report) setFindings((known) => withReport(known, report, hop));
    },
    [local, fail],
  );

  const flip = useCallback(
    async ({ name, hop }: FaultState, on: boolean) => {
      setFlipping(name);
      setProblem(undefined);
      const states = await local?.setFault(name, on).catch(fail);
      if (states) {
        setFaults(states);
        await diagnose(hop);
      }
      setFlipping(undefined);
    },
    [local, diagnose, fail],
  );

  return { faults, flipping, problem, findings, flip, diagnose };
};
