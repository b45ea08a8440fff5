import type { Finding, Resource } from '@aws-sdk/client-inspector2';
import { hostSightings } from './inspector-hosts.ts';
import type { InspectorSighting } from './inspector-sighting.ts';
import { workloadSightings } from './inspector-workloads.ts';
import type { Scene } from './scene.ts';

/** Inspector's findings: vulnerable packages and open network paths. */
export const seedInspector = (scene: Scene): readonly Finding[] =>
  [...hostSightings, ...workloadSightings].map((sighting, index) =>
    inspectorFinding(scene, sighting, index),
  );

const inspectorFinding = (scene: Scene, sighting: InspectorSighting, index: number): Finding => {
  const observed = scene.hoursAgo(sighting.lastHoursAgo);
  const id = `${(index + 16).toString(16)}b8e5a17d3c9046f2a0d4e6819b7c35`;
  return {
    findingArn: scene.regional('inspector2', `finding/${id}`),
    awsAccountId: scene.accountId,
    title: sighting.title,
    description: sighting.description,
    severity: sighting.severity,
    status: sighting.status ?? 'ACTIVE',
    firstObservedAt: scene.hoursAgo(sighting.firstHoursAgo),
    lastObservedAt: observed,
    updatedAt: observed,
    resources: [resourceOf(scene, sighting.on)],
    remediation: { recommendation: { text: sighting.recommendation ?? 'None Provided' } },
    ...(sighting.vulnerability
      ? vulnerabilityOf(sighting.vulnerability)
      : reachabilityOf(sighting)),
  };
};

type Vulnerability = NonNullable<InspectorSighting['vulnerability']>;

type Details = Pick<Finding, 'type'> & Partial<Finding>;

const vulnerabilityOf = (vulnerability: Vulnerability): Details => ({
  type: 'PACKAGE_VULNERABILITY',
  ...(vulnerability.score !== undefined && { inspectorScore: vulnerability.score }),
  exploitAvailable: vulnerability.exploit ? 'YES' : 'NO',
  fixAvailable: vulnerability.fixedIn ? 'YES' : 'NO',
  ...(vulnerability.epss !== undefined && { epss: { score: vulnerability.epss } }),
  packageVulnerabilityDetails: {
    vulnerabilityId: vulnerability.id,
    source: 'NVD',
    sourceUrl: `https://nvd.nist.gov/vuln/detail/${vulnerability.id}`,
    vulnerablePackages: [
      {
        name: vulnerability.package,
        version: vulnerability.version,
        fixedInVersion: vulnerability.fixedIn ?? 'NotAvailable',
        packageManager: vulnerability.manager,
      },
    ],
  },
});

const reachabilityOf = ({ port = 0 }: InspectorSighting): Details => ({
  type: 'NETWORK_REACHABILITY',
  networkReachabilityDetails: {
    openPortRange: { begin: port, end: port },
    protocol: 'TCP',
    networkPath: {
      steps: [
        { componentId: 'igw-0f3a91c27d5b8e640', componentType: 'AWS::EC2::InternetGateway' },
        { componentId: 'sg-0d5e8f21b7a9c4631', componentType: 'AWS::EC2::SecurityGroup' },
        { componentId: 'i-0b45710a4e6c9d2f1', componentType: 'AWS::EC2::Instance' },
      ],
    },
  },
});

const resourceOf = (scene: Scene, on: InspectorSighting['on']): Resource => {
  const place = { partition: scene.partition, region: scene.region };
  switch (on) {
    case 'bastion':
      return { ...place, type: 'AWS_EC2_INSTANCE', id: scene.bastionId };
    case 'orders-host':
      return { ...place, type: 'AWS_EC2_INSTANCE', id: scene.ordersHostId };
    case 'orders-image':
      return {
        ...place,
        type: 'AWS_ECR_CONTAINER_IMAGE',
        id: `${scene.ordersImage}/sha256:${digest}`,
      };
    case 'export-function':
      return { ...place, type: 'AWS_LAMBDA_FUNCTION', id: `${scene.exportFunction}:$LATEST` };
  }
};

const digest = '4f1c2a9be07d63518c94f0e2ab7d5361e8f09c42b6a1d73e5f820c94ab61d7e3';
