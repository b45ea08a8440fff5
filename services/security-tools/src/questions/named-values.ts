import type {
  IdentifierForm,
  ListParameter,
  NamedValue,
} from '@hopwise/contracts/question-intents';
import type { Exposure } from '../findings/exposure.ts';
import type { ResourceType } from '../findings/resource-type.ts';
import { type SecurityService, securityServices } from '../findings/security-service.ts';
import { type Severity, severities } from '../findings/severity.ts';

/** Names that people use for a vulnerability. */
const vulnerabilityNames: Readonly<Record<string, string>> = {
  'baron samedit': 'CVE-2021-3156',
  'dirty cow': 'CVE-2016-5195',
  'dirty pipe': 'CVE-2022-0847',
  heartbleed: 'CVE-2014-0160',
  log4shell: 'CVE-2021-44228',
  'looney tunables': 'CVE-2023-4911',
  pwnkit: 'CVE-2021-4034',
  regresshion: 'CVE-2024-6387',
  shellshock: 'CVE-2014-6271',
  spring4shell: 'CVE-2022-22965',
  text4shell: 'CVE-2022-42889',
  'xz backdoor': 'CVE-2024-3094',
};

/** Ids of findings and resources, the most certain form first. */
export const identifiers: readonly IdentifierForm[] = [
  { slot: 'finding', pattern: 'arn:[a-z-]+:[^\\s,"\'<>`]*[:/]finding/[^\\s,"\'<>`?]+' },
  { slot: 'resource', pattern: 'arn:[a-z-]+:[^\\s,"\'<>`?]+' },
  { slot: 'cve', pattern: '\\bcve-\\d{4}-\\d{4,7}\\b' },
  ...Object.entries(vulnerabilityNames).map(([name, id]) => ({
    slot: 'cve',
    pattern: `\\b${name.replace(' ', '[ -]?')}\\b`,
    id,
  })),
  { slot: 'finding', pattern: '\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b' },
  { slot: 'finding', pattern: '\\b[0-9a-f]{32}\\b' },
  { slot: 'resource', pattern: '\\b(?:i|sg|vol|eni|vpc|subnet|snap|ami)-[0-9a-f]{8,17}\\b' },
  { slot: 'resource', pattern: '\\bA[KS]IA[0-9A-Z]{12,16}\\b' },
  { slot: 'resource', pattern: '["“`]([^"”`]{2,512})["”`]' },
];

const severityPhrases: Readonly<Record<Severity, readonly string[]>> = {
  CRITICAL: ['critical', 'criticals', 'crit', 'crits'],
  HIGH: ['high', 'highs'],
  MEDIUM: ['medium', 'mediums', 'moderate', 'med'],
  LOW: ['low', 'lows', 'minor'],
  INFORMATIONAL: ['informational', 'info'],
};

const servicePhrases: Readonly<Record<SecurityService, readonly string[]>> = {
  'security-hub': [
    'security hub',
    'securityhub',
    'hub',
    'failed control',
    'failed controls',
    'compliance',
    'compliant',
  ],
  guardduty: [
    'guardduty',
    'guard duty',
    'threat',
    'threats',
    'attack',
    'attacks',
    'intrusion',
    'intrusions',
  ],
  inspector: [
    'inspector',
    'vulnerability',
    'vulnerabilities',
    'vuln',
    'vulns',
    'cve',
    'cves',
    'patches',
  ],
  'access-analyzer': [
    'access analyzer',
    'iam access analyzer',
    'accessanalyzer',
    'analyzer',
    'access analyser',
    'unused access',
    'external access',
  ],
};

const resourcePhrases: Readonly<Record<ResourceType, readonly string[]>> = {
  's3-bucket': ['s3 bucket', 's3 buckets', 'bucket', 'buckets', 's3'],
  'ec2-instance': [
    'ec2 instance',
    'ec2 instances',
    'instance',
    'instances',
    'ec2',
    'server',
    'servers',
    'machine',
    'machines',
    'virtual machine',
    'virtual machines',
    'vm',
    'vms',
    'host',
    'hosts',
  ],
  'security-group': ['security group', 'security groups'],
  'iam-role': ['iam role', 'iam roles', 'role', 'roles'],
  'iam-user': ['iam user', 'iam users', 'user', 'users'],
  'access-key': ['access key', 'access keys'],
  'lambda-function': [
    'lambda function',
    'lambda functions',
    'lambda',
    'lambdas',
    'function',
    'functions',
  ],
  'container-image': [
    'container image',
    'container images',
    'image',
    'images',
    'container',
    'containers',
    'ecr',
  ],
  database: ['database', 'databases', 'rds', 'dynamodb', 'snapshot', 'snapshots'],
  'kms-key': ['kms key', 'kms keys', 'kms', 'encryption key', 'encryption keys'],
  secret: ['secret', 'secrets'],
  'sqs-queue': ['sqs queue', 'sqs queues', 'queue', 'queues', 'sqs'],
  'sns-topic': ['sns topic', 'sns topics', 'topic', 'topics', 'sns'],
  'eks-cluster': ['eks cluster', 'eks clusters', 'eks', 'kubernetes'],
  'ecs-cluster': ['ecs cluster', 'ecs clusters', 'ecs'],
  'aws-account': ['aws account itself', 'account level'],
};

const exposurePhrases: Readonly<Record<Exposure, readonly string[]>> = {
  public: [
    'public',
    'publicly',
    'exposed',
    'internet',
    'internet facing',
    'open to the world',
    'open to everyone',
    'open to anyone',
    'anonymous',
    'anonymously',
    'world readable',
    'wide open',
    'whole world',
    'outside world',
    '0 0 0 0 0',
    'reachable from outside',
  ],
  'cross-account': [
    'cross account',
    'other account',
    'other accounts',
    'another account',
    'external account',
    'external accounts',
    'third party',
    'third parties',
    'partner account',
    'foreign account',
    'foreign accounts',
  ],
};

const valuesOf = (
  parameter: string,
  phrases: Readonly<Record<string, readonly string[]>>,
): readonly NamedValue[] =>
  Object.entries(phrases).map(([value, named]) => ({ parameter, value, phrases: named }));

/** The words for the values of the tools' parameters. */
export const namedValues: readonly NamedValue[] = [
  ...valuesOf('severity', severityPhrases),
  ...valuesOf('service', servicePhrases),
  ...valuesOf('resource_type', resourcePhrases),
  ...valuesOf('exposure', exposurePhrases),
];

export const listParameters: readonly ListParameter[] = [
  { parameter: 'severity', values: severities, ranked: true },
  { parameter: 'service', values: securityServices, ranked: false },
];
