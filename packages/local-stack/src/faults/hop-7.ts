import type { SecurityServiceName } from '../security-services/security-account.ts';
import {
  withoutAction,
  withoutActionsOf,
  withoutResource,
  withTrustedService,
} from './change-template.ts';
import type { FaultSwitch } from './fault-switch.ts';

type Service = {
  /** Prefix of the names of the service's faults. */
  readonly slug: string;
  readonly title: string;
  /** Signing name, which is also the prefix of the service's actions. */
  readonly name: SecurityServiceName;
};

const services: readonly Service[] = [
  { slug: 'security-hub', title: 'Security Hub', name: 'securityhub' },
  { slug: 'guardduty', title: 'GuardDuty', name: 'guardduty' },
  { slug: 'inspector', title: 'Inspector', name: 'inspector2' },
  { slug: 'access-analyzer', title: 'IAM Access Analyzer', name: 'access-analyzer' },
];

const ofService = ({ slug, title, name }: Service): readonly FaultSwitch[] => [
  {
    name: `${slug}-denied`,
    hop: 7,
    seen: `The tools are not allowed to read ${title}; the answer says so and covers the other services.`,
    outcome: 'breaks',
    template: withoutActionsOf('SecurityToolsRole', name),
  },
  {
    name: `${slug}-disabled`,
    hop: 7,
    seen: `${title} is not enabled in the account; the answer says so and covers the other services.`,
    outcome: 'breaks',
    begin: ({ securityServices }) => securityServices.disable(name),
  },
];

/** AgentCore Gateway → tools → AWS security services. */
export const hop7: readonly FaultSwitch[] = [
  {
    name: 'target-missing',
    hop: 7,
    seen: 'The gateway has no target, and therefore no tools.',
    outcome: 'breaks',
    template: withoutResource('SecurityGatewayTarget'),
  },
  {
    name: 'gateway-role-untrusted',
    hop: 7,
    seen: "The gateway's role does not trust bedrock-agentcore.amazonaws.com: it cannot run a tool.",
    outcome: 'breaks',
    template: withTrustedService('SecurityGatewayRole', 'lambda.amazonaws.com'),
  },
  {
    name: 'tools-invoke-denied',
    hop: 7,
    seen: "The gateway's role is not allowed to invoke the tools' function.",
    outcome: 'breaks',
    template: withoutAction('SecurityGatewayRole', 'lambda:InvokeFunction'),
  },
  {
    name: 'tools-role-untrusted',
    hop: 7,
    seen: "Lambda is not allowed to assume the tools' execution role.",
    outcome: 'breaks',
    template: withTrustedService('SecurityToolsRole', 'bedrock.amazonaws.com'),
  },
  ...services.flatMap(ofService),
  {
    name: 'log-permission-missing',
    hop: 7,
    seen: "The tools' role is not allowed to write logs; everything works, but nothing is logged.",
    outcome: 'static',
    template: withoutActionsOf('SecurityToolsRole', 'logs'),
  },
];
