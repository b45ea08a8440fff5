import type { Check, DoctorReport } from '@hopwise/contracts/finding';
import { checkDeployedTemplate } from './check-deployed-template.ts';
import { type Diagnosis, type DiagnosisOptions, runChecks } from './run-checks.ts';
import { createAwsClients, destroyClients } from './stack/aws-clients.ts';
import { type LiveStack, readLiveStack } from './stack/live-stack.ts';
import type { LiveTarget } from './stack/live-target.ts';

export type DiagnoseStackOptions = DiagnosisOptions & { readonly signal?: AbortSignal };

const defaultTimeoutMs = 8_000;

/**
 * Checks a running stack hop by hop and stops at the first broken one. It changes nothing: it reads, and with `probe` it
 * calls each hop as a user does.
 *
 * @throws StackUnreachableError if the stack does not exist, or the principal cannot read it
 */
export const diagnoseStack = async (
  target: LiveTarget,
  { signal, ...options }: DiagnoseStackOptions = {},
): Promise<DoctorReport> => {
  const { timeoutMs = defaultTimeoutMs } = target;
  const clients = createAwsClients(target);
  try {
    const limit = (ms = timeoutMs): AbortSignal =>
      AbortSignal.any([...(signal ? [signal] : []), AbortSignal.timeout(ms)]);
    const stack = await readLiveStack({ clients, target, signal: limit() });
    return await diagnose({ target, clients, stack, timeoutMs, limit }, options);
  } finally {
    destroyClients(clients);
  }
};

const diagnose = async (diagnosis: Diagnosis, options: DiagnosisOptions): Promise<DoctorReport> => {
  const { target, stack } = diagnosis;
  const hops = await runChecks(diagnosis, options);
  const checked = [identityCheck(stack), ...hops.checked];
  if (options.hop !== undefined) {
    return { target: target.name, checked, findings: [...hops.findings] };
  }
  const template = await checkDeployedTemplate(diagnosis, hops.broken, options);
  return {
    target: target.name,
    checked: [...checked, template.check],
    findings: [...hops.findings, ...template.findings],
  };
};

const identityCheck = ({ principalArn, region, accountId }: LiveStack): Check => ({
  name: `${principalArn} reads account ${accountId}, ${region}`,
  hop: null,
  outcome: 'passed',
});
