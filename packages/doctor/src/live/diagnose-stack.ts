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
  /** Looks at this hop alone. */
  readonly hop?: HopNumber;
  /** Makes one real call of each hop, too; on AWS the turns of the agent's model are billed. */
  readonly probe?: boolean;
  readonly signal?: AbortSignal;
  /** Told the name of each check before it runs. */
  readonly onCheck?: (name: string) => void;
};

const defaultTimeoutMs = 8_000;

/**
 * Examines a running stack hop by hop and stops at the first that is broken. It changes nothing: it reads,
 * and with `probe` it asks as a caller would.
 *
 * @throws StackUnreachableError there is no such stack, or nobody who may read it
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
  /** Ends a check, after the usual time unless another is given. */
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
  /** The check that failed, after which no other was made. */
  readonly broken: LiveCheck | undefined;
};

/** Goes along the hops as a question does. */
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

/** A broken hop stands alone in the report: what the template shows beside it can wait. */
const examineTemplate = async (
  examination: Examination,
  { broken, onCheck }: DiagnoseStackOptions & { readonly broken: LiveCheck | undefined },
): Promise<Examined> => {
  const name = 'what the deployed template shows';
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

/** A single hop is looked at without what only a whole turn shows. */
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
    ? 'it makes a real call: ask for it with --probe'
    : undefined;
};

const brokenBefore = ({ hop }: LiveCheck): string =>
  hop === null ? 'a turn failed before it' : `hop ${hop} is broken before it`;
