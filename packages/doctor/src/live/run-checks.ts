import type { Check, Finding } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../catalogue/fact.ts';
import { wordFinding } from '../catalogue/word-finding.ts';
import { liveChecks } from './checks/live-checks.ts';
import { brokenHopOf, nameOf, runCheck } from './run-check.ts';
import type { AwsClients } from './stack/aws-clients.ts';
import type { LiveCheck } from './stack/live-check.ts';
import { createLiveReads } from './stack/live-context.ts';
import type { LiveStack } from './stack/live-stack.ts';
import type { LiveTarget } from './stack/live-target.ts';

export type DiagnosisOptions = {
  /** Checks only this hop. */
  readonly hop?: HopNumber;
  /** Also makes one real call at each hop. On AWS, you pay for the agent's turns. */
  readonly probe?: boolean;
  /** Receives the name of each check before it runs. */
  readonly onCheck?: (name: string) => void;
};

/** A stack and the clients that read it. */
export type Diagnosis = {
  readonly target: LiveTarget;
  readonly clients: AwsClients;
  readonly stack: LiveStack;
  readonly timeoutMs: number;
  /** A signal that ends a check after a time in milliseconds, by default `timeoutMs`. */
  readonly limit: (ms?: number) => AbortSignal;
};

type CheckedHops = {
  readonly checked: readonly Check[];
  readonly findings: readonly Finding[];
  /** The check that failed. All later checks are skipped. */
  readonly broken: LiveCheck | undefined;
};

/** Runs the checks in the order in which a question travels, until one fails. */
export const runChecks = async (
  { limit, ...shared }: Diagnosis,
  options: DiagnosisOptions,
): Promise<CheckedHops> => {
  let signal = limit();
  const read = createLiveReads({ ...shared, signal: () => signal });
  const checked: Check[] = [];
  let facts: readonly StackFact[] = [];
  let broken: LiveCheck | undefined;
  for (const check of liveChecks.filter(({ hop }) => isRequested(hop, options))) {
    const reason = skipReasonOf(check, broken, options);
    if (reason !== undefined) {
      checked.push({ ...nameOf(check), outcome: 'skipped', reason });
      continue;
    }
    options.onCheck?.(check.name);
    const { timeoutMs = shared.timeoutMs } = check;
    signal = limit(timeoutMs);
    const result = await runCheck(check, { ...shared, read, signal, timeoutMs });
    checked.push(result.check);
    if (result.facts.length > 0) {
      broken = { ...check, hop: brokenHopOf(check, result.facts) };
      facts = result.facts;
    }
  }
  const hop = broken?.hop ?? null;
  return { checked, broken, findings: facts.map((fact) => wordFinding({ hop, ...fact })) };
};

/** With `hop`, the whole turn is not checked. */
const isRequested = (hop: HopNumber | null, options: DiagnosisOptions): boolean =>
  options.hop === undefined || options.hop === hop;

const skipReasonOf = (
  { probe }: LiveCheck,
  broken: LiveCheck | undefined,
  options: DiagnosisOptions,
): string | undefined => {
  if (broken) return skippedAfter(broken);
  return probe && options.probe !== true
    ? 'it makes a real call: run the doctor with --probe to include it'
    : undefined;
};

/** Why a check after a failed one is skipped, for a person. */
export const skippedAfter = ({ hop }: LiveCheck): string =>
  hop === null ? 'a whole turn failed' : `hop ${hop} is broken`;
