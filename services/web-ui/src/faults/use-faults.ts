import type { FaultState } from '@hopwise/contracts/faults';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { LocalStack } from '../api/local-stack.ts';
import { type FindingsByHop, withReport } from '../diagnosis/findings-by-hop.ts';
import { usePolling } from './use-polling.ts';

export type FaultsView = {
  readonly faults: readonly FaultState[];
  /** The faults that are on. */
  readonly active: readonly FaultState[];
  /** Name of the fault that is being switched. The others wait. */
  readonly flipping: string | undefined;
  readonly problem: string | undefined;
  /** The doctor's findings for the hops that were diagnosed. */
  readonly findings: FindingsByHop;
  readonly flip: (fault: FaultState, on: boolean) => Promise<void>;
  readonly allOff: () => Promise<void>;
  /** Diagnoses one hop, or all hops. */
  readonly diagnose: (hop?: number) => Promise<void>;
};

const noFindings: FindingsByHop = new Map();

/**
 * The fault switches of the local stack, with the doctor's findings for the affected hops. Another tab or
 * `hopwise faults` can switch a fault too, so the page reads their states again while a person can see it.
 */
export const useFaults = (local: LocalStack | undefined): FaultsView => {
  const [faults, setFaults] = useState<readonly FaultState[]>([]);
  const [flipping, setFlipping] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [findings, setFindings] = useState(noFindings);
  const known = useRef<readonly FaultState[]>([]);
  /** Grows with each change of this page. What was read before a change is out of date. */
  const changes = useRef(0);
  const fail = useCallback(
    (error: unknown) => setProblem(error instanceof Error ? error.message : 'Unknown error.'),
    [],
  );

  const diagnose = useCallback(
    async (hop?: number) => {
      const before = changes.current;
      const report = await local?.diagnosis(hop).catch(fail);
      if (report && changes.current === before) {
        setFindings((earlier) => withReport(earlier, report, hop));
      }
    },
    [local, fail],
  );

  const accept = useCallback((states: readonly FaultState[]) => {
    known.current = states;
    setFaults(states);
  }, []);

  const refresh = useCallback(async () => {
    const before = changes.current;
    const states = await local?.faults(AbortSignal.timeout(readTimeoutMs));
    if (!states || changes.current !== before) return;
    const hops = changedHops(known.current, states);
    if (hops.length > 0 || known.current.length === 0) accept(states);
    for (const hop of hops) await diagnose(hop);
  }, [local, accept, diagnose]);
  usePolling(refresh, local !== undefined);

  const change = useCallback(
    async (changed: readonly FaultState[], on: boolean) => {
      setProblem(undefined);
      for (const { name } of changed) {
        setFlipping(name);
        changes.current += 1;
        const states = await local?.setFault(name, on).catch(fail);
        changes.current += 1;
        if (states) accept(states);
      }
      for (const hop of new Set(changed.map((fault) => fault.hop))) await diagnose(hop);
      setFlipping(undefined);
    },
    [local, accept, diagnose, fail],
  );

  const active = useMemo(() => faults.filter(({ on }) => on), [faults]);
  const flip = useCallback(
    async (fault: FaultState, on: boolean) => await change([fault], on),
    [change],
  );
  const allOff = useCallback(
    async () =>
      await change(
        known.current.filter(({ on }) => on),
        false,
      ),
    [change],
  );
  return { faults, active, flipping, problem, findings, flip, allOff, diagnose };
};

const readTimeoutMs = 10_000;

/** The hops of the faults whose state differs. */
const changedHops = (
  before: readonly FaultState[],
  after: readonly FaultState[],
): readonly number[] => {
  const wasOn = new Set(before.filter(({ on }) => on).map(({ name }) => name));
  return [...new Set(after.filter(({ name, on }) => on !== wasOn.has(name)).map(({ hop }) => hop))];
};
