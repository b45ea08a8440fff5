import type { Check, DoctorReport } from '@hopwise/contracts/finding';
import type { HopNumber } from '@hopwise/contracts/hops';
import { wordLiveFinding } from '../wording/word-live-finding.ts';
import { type AwsClients, createAwsClients, destroyClients } from './aws-clients.ts';
import { failureOf, isDenied, isMaintenanceMode, isUnsigned } from './aws-failure.ts';
import type { LiveCheck } from './live-check.ts';
import { liveChecks } from './live-checks.ts';
import { createLiveReads, type LiveContext } from './live-context.ts';
import type { LiveFact } from './live-fact.ts';
import { type LiveStack, readLiveStack } from './live-stack.ts';
import type { LiveTarget } from './live-target.ts';

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
    const limit = (): AbortSignal => AbortSignal.any([ending, AbortSignal.timeout(timeoutMs)]);
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
  readonly limit: () => AbortSignal;
};

const examine = async (
  { limit, ...shared }: Examination,
  options: DiagnoseStackOptions,
): Promise<DoctorReport> => {
  let signal = limit();
  const read = createLiveReads({ ...shared, signal: () => signal });
  const checked: Check[] = [identified(shared.stack)];
  let facts: readonly LiveFact[] = [];
  let broken: LiveCheck | undefined;
  for (const check of liveChecks.filter(({ hop }) => isAsked(hop, options))) {
    const excuse = excuseOf(check, broken, options);
    if (excuse !== undefined) {
      checked.push({ ...named(check), outcome: 'skipped', reason: excuse });
      continue;
    }
    options.onCheck?.(check.name);
    signal = limit();
    const result = await runCheck(check, { ...shared, read, signal });
    checked.push(result.check);
    if (result.facts.length > 0) {
      broken = check;
      facts = result.facts;
    }
  }
  const hop = broken?.hop ?? null;
  return {
    target: shared.target.name,
    checked,
    findings: facts.map((fact) => wordLiveFinding({ hop, ...fact })),
  };
};

const identified = ({ principalArn, region, accountId }: LiveStack): Check => ({
  name: `${principalArn} reads account ${accountId}, ${region}`,
  hop: null,
  outcome: 'passed',
});

const named = ({ name, hop }: LiveCheck) => ({ name, hop });

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

type Result = { readonly check: Check; readonly facts: readonly LiveFact[] };

const runCheck = async (check: LiveCheck, context: LiveContext): Promise<Result> => {
  try {
    const facts = await check.run(context);
    return resultOf(check, facts);
  } catch (error) {
    const fact = factOfFailure(error, check);
    if (fact) return resultOf(check, [fact]);
    const reason = reasonOf(error, context);
    return { check: { ...named(check), outcome: 'skipped', reason }, facts: [] };
  }
};

const resultOf = (check: LiveCheck, facts: readonly LiveFact[]): Result => ({
  check: { ...named(check), outcome: facts.length === 0 ? 'passed' : 'failed' },
  facts,
});

/** Two failures of a call say what is wrong with its hop, whichever call it was. */
const factOfFailure = (error: unknown, { name }: LiveCheck): LiveFact | undefined => {
  const failure = failureOf(error);
  const where = name;
  if (isMaintenanceMode(failure)) {
    return { code: 'AGENT_MAINTENANCE_MODE', hop: 3, where, message: failure.message };
  }
  return isUnsigned(failure)
    ? { code: 'OAUTH_TOKEN_TO_AWS_SERVICE', where, error: failure.name }
    : undefined;
};

const reasonOf = (error: unknown, { stack, timeoutMs }: LiveContext): string => {
  const failure = failureOf(error);
  if (isDenied(failure)) return `${stack.principalArn} may not ask: ${failure.message}`;
  return /Timeout|Abort/.test(failure.name)
    ? `no answer within ${timeoutMs} ms`
    : `it could not be found out: ${failure.name}: ${failure.message}`;
};
