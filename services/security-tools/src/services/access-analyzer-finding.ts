import type {
  ExternalAccessDetails,
  FindingDetails,
  FindingSummaryV2,
  GetFindingV2Response,
} from '@aws-sdk/client-accessanalyzer';
import type { Explanation, Grant } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { resourceTypeOf } from '../findings/resource-type.ts';
import type { Severity } from '../findings/severity.ts';

type Place = { readonly region: string; readonly isPublic: boolean };

/** Public access is HIGH, cross-account access MEDIUM, unused access LOW. */
export const accessAnalyzerFinding = (
  finding: FindingSummaryV2,
  { region, isPublic }: Place,
): Finding => {
  const external = (finding.findingType ?? 'ExternalAccess') === 'ExternalAccess';
  return {
    id: finding.id ?? '',
    service: 'access-analyzer',
    severity: severityOf(external, isPublic),
    title: titleOf(finding, isPublic),
    resource: finding.resource ?? '',
    resourceType: resourceTypeOf('access-analyzer', finding.resourceType),
    account: finding.resourceOwnerAccount ?? '',
    region,
    firstSeenAt: finding.createdAt?.toISOString() ?? '',
    updatedAt: finding.updatedAt?.toISOString() ?? '',
    ...(external && { exposure: isPublic ? ('public' as const) : ('cross-account' as const) }),
  };
};

export const accessAnalyzerExplanation = (
  finding: GetFindingV2Response,
  region: string,
): Explanation => {
  const details = finding.findingDetails ?? [];
  const external = details.flatMap(({ externalAccessDetails }) => externalAccessDetails ?? []);
  const grants = external.map(grantOf);
  const isPublic = external.some((access) => access.isPublic === true);
  const normalized = accessAnalyzerFinding(finding, { region, isPublic });
  return {
    finding: normalized,
    state: finding.status ?? 'ACTIVE',
    problem: [`${normalized.title}.`, ...grants.map(grantSentence), ...unusedOf(details)].join(' '),
    risk: riskOf(normalized.exposure),
    remediation: stepsOf(normalized.exposure),
    ...(grants.length > 0 && { grants }),
    references: [
      'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings-remediate.html',
    ],
  };
};

const severityOf = (external: boolean, isPublic: boolean): Severity => {
  if (isPublic) return 'HIGH';
  return external ? 'MEDIUM' : 'LOW';
};

const titleOf = (finding: FindingSummaryV2, isPublic: boolean): string => {
  const kind = (finding.resourceType ?? 'resource').replace(/^AWS::/, '').replace('::', ' ');
  const name = (finding.resource ?? '').split(/[/:]/).at(-1) ?? '';
  const what = isPublic
    ? 'Public access'
    : (titles[finding.findingType ?? ''] ?? 'External access');
  return `${what}: ${kind} ${name}`.trim();
};

const titles: Readonly<Record<string, string>> = {
  ExternalAccess: 'Cross-account access',
  InternalAccess: 'Access inside the organization',
  UnusedIAMRole: 'Unused role',
  UnusedIAMUserAccessKey: 'Unused access key',
  UnusedIAMUserPassword: 'Unused password',
  UnusedPermission: 'Unused permissions',
};

const grantOf = ({ principal, action, condition }: ExternalAccessDetails): Grant => {
  const who = Object.values(principal ?? {}).join(', ') || 'An external principal';
  return {
    principal: who === '*' ? 'Everyone' : who,
    actions: (action ?? []).slice(0, 10),
    conditional: Object.keys(condition ?? {}).length > 0,
  };
};

const grantSentence = ({ principal, actions, conditional }: Grant): string => {
  const what = actions.join(', ') || 'actions';
  return `${principal} is allowed to use ${what} ${conditional ? 'under' : 'without'} a condition.`;
};

const unusedOf = (details: readonly FindingDetails[]): readonly string[] => {
  const services = details.flatMap(({ unusedPermissionDetails }) =>
    unusedPermissionDetails?.serviceNamespace ? [unusedPermissionDetails.serviceNamespace] : [],
  );
  return services.length > 0 ? [`Not used: ${services.slice(0, 10).join(', ')}.`] : [];
};

const riskOf = (exposure: Finding['exposure']): string => {
  if (exposure === 'public') {
    return 'Anyone on the internet can use this access without credentials.';
  }
  if (exposure === 'cross-account') {
    return 'Anyone who controls or compromises the other account has this access.';
  }
  return 'An attacker can use access that nobody needs.';
};

const stepsOf = (exposure: Finding['exposure']): readonly string[] => {
  if (exposure === undefined) {
    return ['Remove the unused access.', 'Archive the finding if the access must stay.'];
  }
  const narrow =
    exposure === 'public'
      ? 'Remove the grant to everyone from the resource policy, and turn on Block Public Access if the service supports it.'
      : 'Name the principals that need the access and add a condition, such as sts:ExternalId or aws:PrincipalOrgID.';
  return [narrow, 'Archive the finding if the access is intended.'];
};
