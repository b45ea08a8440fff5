import type { Finding as InspectorFinding } from '@aws-sdk/client-inspector2';
import type { Explanation } from '../findings/explanation.ts';
import type { Finding } from '../findings/finding.ts';
import { resourceTypeOf } from '../findings/resource-type.ts';
import { severityOfLabel } from '../findings/severity.ts';

export const inspectorFinding = (finding: InspectorFinding, region: string): Finding => {
  const [resource] = finding.resources ?? [];
  return {
    id: finding.findingArn ?? '',
    service: 'inspector',
    severity: severityOfLabel(finding.severity),
    title: finding.title ?? finding.packageVulnerabilityDetails?.vulnerabilityId ?? '',
    resource: resource?.id ?? '',
    resourceType: resourceTypeOf('inspector', resource?.type),
    account: finding.awsAccountId ?? '',
    region: resource?.region ?? region,
    firstSeenAt: finding.firstObservedAt?.toISOString() ?? '',
    updatedAt: (finding.updatedAt ?? finding.lastObservedAt)?.toISOString() ?? '',
    ...(isReachableFromInternet(finding) && { exposure: 'public' as const }),
  };
};

export const inspectorExplanation = (finding: InspectorFinding, region: string): Explanation => {
  const { text, Url } = finding.remediation?.recommendation ?? {};
  const vulnerability = finding.packageVulnerabilityDetails;
  const references = [Url, vulnerability?.sourceUrl, ...(vulnerability?.referenceUrls ?? [])];
  const steps = [...upgradesOf(finding), ...(text && text !== 'None Provided' ? [text] : [])];
  return {
    finding: inspectorFinding(finding, region),
    state: finding.status ?? 'ACTIVE',
    problem: finding.description ?? finding.title ?? '',
    risk: riskOf(finding),
    remediation:
      steps.length > 0 ? steps : ['No fix is published yet. Restrict the access to the resource.'],
    references: references.filter((url) => url !== undefined).slice(0, 5),
  };
};

// A network path can also start at a peered VPC or a VPN.
const isReachableFromInternet = ({ networkReachabilityDetails }: InspectorFinding): boolean =>
  networkReachabilityDetails?.networkPath?.steps?.some(({ componentId }) =>
    componentId?.startsWith('igw-'),
  ) ?? false;

const upgradesOf = ({ packageVulnerabilityDetails }: InspectorFinding): readonly string[] =>
  (packageVulnerabilityDetails?.vulnerablePackages ?? [])
    .filter(({ fixedInVersion }) => fixedInVersion && fixedInVersion !== 'NotAvailable')
    .slice(0, 10)
    .map(({ name, version, fixedInVersion }) => `Update ${name} ${version} to ${fixedInVersion}.`);

const riskOf = (finding: InspectorFinding): string => {
  const { inspectorScore, epss, exploitAvailable } = finding;
  const facts = [
    inspectorScore === undefined ? '' : `Inspector scores it ${inspectorScore} out of 10.`,
    exploitAvailable === 'YES' ? 'An exploit is known.' : '',
    epss?.score === undefined ? '' : exploitProbability(epss.score),
    isReachableFromInternet(finding) ? 'The resource can be reached from the internet.' : '',
  ].filter((fact) => fact !== '');
  return facts.length > 0
    ? facts.join(' ')
    : `Inspector rates it ${severityOfLabel(finding.severity)}.`;
};

// EPSS: the probability that the vulnerability is exploited within the next 30 days.
const exploitProbability = (score: number): string =>
  `The probability of an exploit within 30 days is ${(score * 100).toFixed(1)} % (EPSS).`;
