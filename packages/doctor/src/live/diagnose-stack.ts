import type { Check, DoctorReport, Finding } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import type { StackFact } from '../catalogue/fact.ts';
import { wordFinding } from '../catalogue/word-finding.ts';
import { liveChecks } from './checks/live-checks.ts';
import { deployedTemplate } from './deployed-template.ts';
import { nameOf, reasonOf, runCheck } from './run-check.ts';
import { type AwsClients, createAwsClients, destroyClients } from './stack/aws-clients.ts';
import type { LiveCheck } from './stack/live-check.ts';
import { createLiveReads } from './stack/live-context.ts';
import { type LiveStack, readLiveStack } from './stack/live-stack.ts';
import type { LiveTarget } from './stack/live-target.ts';

export type DiagnoseStackOptions = {
  /** Checks only this hop. */
  readonly hop?: HopNumber;
  /** Also makes one real call at each hop. On AWS, you pay for the agent's turns. */
  readonly probe?: boolean;
  readonly signal?: AbortSignal;
  /** Receives the name of each check before it runs. */
  readonly onCheck?: (name: string) => void;
};

const defaultTimeoutMs = 8_000;

/**
 * Checks a running stack hop by hop and stops at the first broken one. It changes nothing: it reads, and with `probe` it
 * calls each hop as a user does.
 *
 * @throws StackUnreachableError if the stack does not exist, or the principal cannot read it
 */
export const diagnoseStack = async (
  target: LiveTarget,
  options: DiagnoseStackOptions = {},
): Promise<DoctorReport> => {
  const { timeoutMs = defaultTimeoutMs } = target;
  const { signal: ending = new AbortController().signal } = options;
  const clients = createAwsClients(target);
  try {
    const limit = (ms = timeoutMs): AbortSignal =>
      AbortSignal.any([ending, AbortSignal.timeout(ms)]);
    const stack = await readLiveStack({ clients, target, signal: limit() });
    return await examine({ target, clients, stack, timeoutMs, limit }, options);
  } finally {
    destroyClients(clients);
  }
};

type Examination = {
  readonly target: LiveTarget;
  readonly clients: AwsClients;
  readonly stack: LiveStack;
  readonly timeoutMs: number;
  /** A signal that ends a check after a time in milliseconds, by default `timeoutMs`. */
  readonly limit: (ms?: number) => AbortSignal;
};

const examine = async (
  examination: Examination,
  options: DiagnoseStackOptions,
): Promise<DoctorReport> => {
  const { target, stack } = examination;
  const travelled = await travel(examination, options);
  const checked = [identified(stack), ...travelled.checked];
  if (options.hop !== undefined)
    return { target: target.name, checked, findings: [...travelled.findings] };
  const template = await examineTemplate(examination, { broken: travelled.broken, ...options });
  return {
    target: target.name,
    checked: [...checked, template.check],
    findings: [...travelled.findings, ...template.findings],
  };
};

type Travelled = {
  readonly checked: readonly Check[];
  readonly findings: readonly Finding[];
  /** The check that failed. All later checks are skipped. */
  readonly broken: LiveCheck | undefined;
};

/** Runs the checks in the order in which a question travels. */
const travel = async (
  { limit, ...shared }: Examination,
  options: DiagnoseStackOptions,
): Promise<Travelled> => {
  let signal = limit();
  const read = createLiveReads({ ...shared, signal: () => signal });
  const checked: Check[] = [];
  let facts: readonly StackFact[] = [];
  let broken: LiveCheck | undefined;
  for (const check of liveChecks.filter(({ hop }) => isAsked(hop, options))) {
    const excuse = excuseOf(check, broken, options);
    if (excuse !== undefined) {
      checked.push({ ...nameOf(check), outcome: 'skipped', reason: excuse });
      continue;
    }
    options.onCheck?.(check.name);
    const { timeoutMs = shared.timeoutMs } = check;
    signal = limit(timeoutMs);
    const result = await runCheck(check, { ...shared, read, signal, timeoutMs });
    checked.push(result.check);
    if (result.facts.length > 0) {
      broken = check;
      facts = result.facts;
    }
  }
  const hop = broken?.hop ?? null;
  return { checked, broken, findings: facts.map((fact) => wordFinding({ hop, ...fact })) };
};

type Examined = { readonly check: Check; readonly findings: readonly Finding[] };

/** Skips the template if a hop is broken, so that the report shows only that hop. */
const examineTemplate = async (
  examination: Examination,
  { broken, onCheck }: DiagnoseStackOptions & { readonly broken: LiveCheck | undefined },
): Promise<Examined> => {
  const name = 'static rules on the deployed template';
  const of = (check: Omit<Check, 'name' | 'hop'>) => ({ name, hop: null, ...check });
  if (broken)
    return { check: of({ outcome: 'skipped', reason: brokenBefore(broken) }), findings: [] };
  onCheck?.(name);
  try {
    const findings = await deployedTemplate(examination, examination.limit());
    return { check: of({ outcome: findings.length === 0 ? 'passed' : 'failed' }), findings };
  } catch (error) {
    return {
      check: of({ outcome: 'skipped', reason: reasonOf(error, examination) }),
      findings: [],
    };
  }
};

const identified = ({ principalArn, region, accountId }: LiveStack): Check => ({
  name: `${principalArn} reads account ${accountId}, ${region}`,
  hop: null,
  outcome: 'passed',
});

/** With `hop`, the whole turn is not checked. */
const isAsked = (hop: HopNumber | null, options: DiagnoseStackOptions): boolean =>
  options.hop === undefined || options.hop === hop;

const excuseOf = (
  { probe }: LiveCheck,
  broken: LiveCheck | undefined,
  options: DiagnoseStackOptions,
): string | undefined => {
  if (broken) {
    return broken.hop === null
      ? 'a turn failed before it'
      : `hop ${broken.hop} is broken before it`;
  }
  return probe && options.probe !== true
    ? 'it makes a real call: run the doctor with --probe to include it'
    : undefined;
};

const brokenBefore = ({ hop }: LiveCheck): string =>
  hop === null ? 'a turn failed before it' : `hop ${hop} is broken before it`;
