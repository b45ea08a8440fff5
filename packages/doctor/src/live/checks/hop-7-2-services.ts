import { ListAnalyzersCommand } from '@aws-sdk/client-accessanalyzer';
import { GetDetectorCommand, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { BatchGetAccountStatusCommand } from '@aws-sdk/client-inspector2';
import { DescribeHubCommand } from '@aws-sdk/client-securityhub';
import type { StackFact } from '../../catalogue/fact.ts';
import { failureOf } from '../stack/aws-failure.ts';
import type { LiveCheck } from '../stack/live-check.ts';
import type { LiveContext } from '../stack/live-context.ts';
import type { LiveStack } from '../stack/live-stack.ts';
import type { LiveTopology } from '../stack/live-topology.ts';
import { nameOfRole, roleAllows } from '../stack/policies.ts';
import { onEach } from './on-each.ts';

/** A function with this tool reads the security services. Other systems lack it. */
export const securityTool = 'check_security_services';

type SecurityService = {
  readonly title: string;
  /** The actions that the tools' role needs, with a resource for each. */
  readonly grants: (stack: LiveStack) => readonly (readonly [action: string, resource: string])[];
  /** Uses the doctor's credentials, to distinguish a disabled service from a role without the grant. */
  readonly isEnabled: (context: LiveContext) => Promise<boolean>;
};

const services: readonly SecurityService[] = [
  {
    title: 'Security Hub',
    grants: ({ arn }) => [['securityhub:GetFindings', arn('securityhub', 'hub/default')]],
    isEnabled: async ({ clients, signal }) => {
      const hub = clients.securityHub.send(new DescribeHubCommand({}), { abortSignal: signal });
      return hub.then(
        () => true,
        (error: unknown) => {
          // Security Hub throws these errors in an account without a subscription.
          if (/^(InvalidAccess|ResourceNotFound)/.test(failureOf(error).name)) return false;
          throw error;
        },
      );
    },
  },
  {
    title: 'GuardDuty',
    grants: () => [
      ['guardduty:ListDetectors', '*'],
      ['guardduty:ListFindings', '*'],
      ['guardduty:GetFindings', '*'],
    ],
    isEnabled: async ({ clients, signal }) => {
      const abort = { abortSignal: signal };
      const { DetectorIds } = await clients.guardDuty.send(new ListDetectorsCommand({}), abort);
      const [DetectorId] = DetectorIds ?? [];
      if (DetectorId === undefined) return false;
      const command = new GetDetectorCommand({ DetectorId });
      return (await clients.guardDuty.send(command, abort)).Status === 'ENABLED';
    },
  },
  {
    title: 'Inspector',
    grants: () => [
      ['inspector2:BatchGetAccountStatus', '*'],
      ['inspector2:ListFindings', '*'],
    ],
    isEnabled: async ({ clients, signal }) => {
      const command = new BatchGetAccountStatusCommand({});
      const { accounts } = await clients.inspector.send(command, { abortSignal: signal });
      return ['ENABLED', 'ENABLING'].includes(accounts?.[0]?.state?.status ?? '');
    },
  },
  {
    title: 'IAM Access Analyzer',
    grants: () => [['access-analyzer:ListAnalyzers', '*']],
    isEnabled: async ({ clients, signal }) => {
      const command = new ListAnalyzersCommand({});
      const { analyzers } = await clients.accessAnalyzer.send(command, { abortSignal: signal });
      return analyzers?.some(({ status }) => status === 'ACTIVE') ?? false;
    },
  },
];

/** Checks whether each service is enabled, and whether the tools' role can read it. */
export const securityServices: LiveCheck = {
  name: 'whether each security service is enabled, and whether the tools can read it',
  hop: 7,
  run: (context) =>
    onEach(securityFunctions(context.stack.topology), async (functionArn) => {
      const { Role: roleArn = '' } = await context.read.functionOf(functionArn);
      const facts = await Promise.all(
        services.map((service) => examine(service, roleArn, context)),
      );
      return facts.filter((fact) => fact !== undefined);
    }),
};

const securityFunctions = ({ functionTargets }: LiveTopology): ReadonlySet<string> =>
  new Set(
    functionTargets
      .filter(({ tools }) => tools.includes(securityTool))
      .map(({ functionArn }) => functionArn),
  );

const examine = async (
  { title: service, grants, isEnabled }: SecurityService,
  roleArn: string,
  context: LiveContext,
): Promise<StackFact | undefined> => {
  const { region } = context.stack;
  if (!(await isEnabled(context))) {
    return { code: 'SERVICE_NOT_ENABLED', where: `${service}, ${region}`, service, region };
  }
  const decided = await Promise.all(
    grants(context.stack).map(async ([action, resource]) => ({
      action,
      allowed: await roleAllows(context, { roleArn, action, resource }),
    })),
  );
  const denied = decided.filter(({ allowed }) => !allowed).map(({ action }) => action);
  if (denied.length === 0) return undefined;
  const role = nameOfRole(roleArn);
  const actions = denied.join(', ');
  return { code: 'SERVICE_ACCESS_DENIED', where: roleArn, role, service, actions };
};
