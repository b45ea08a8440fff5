import type { Exposure } from './exposure.ts';
import type { FindingQuery } from './finding.ts';
import type { ResourceType } from './resource-type.ts';
import { type SecurityService, serviceNames } from './security-service.ts';
import { type Severity, severities } from './severity.ts';

/** What a question is about: the filters of the findings, and their services. */
export type AskedFindings = FindingQuery & {
  readonly services?: readonly SecurityService[] | undefined;
};

/** For example `7 active high findings about S3 buckets in GuardDuty`. `count` includes its noun's number. */
export const findingsPhrase = (count: number, asked: AskedFindings): string =>
  [
    `${count === 0 ? 'No' : count} active`,
    adjectiveOf(asked.severities),
    `finding${count === 1 ? '' : 's'}`,
    aboutOf(asked.resourceType),
    exposureOf(asked.exposure),
    exceptOf(asked.severities),
    servicesOf(asked.services),
  ]
    .filter((part) => part !== '')
    .join(' ');

/** For example `S3 bucket`. Its plural has an `s`. */
export const resourceTypeNames: Readonly<Record<ResourceType | 'other', string>> = {
  's3-bucket': 'S3 bucket',
  'ec2-instance': 'EC2 instance',
  'security-group': 'security group',
  'iam-role': 'IAM role',
  'iam-user': 'IAM user',
  'access-key': 'access key',
  'lambda-function': 'Lambda function',
  'container-image': 'container image',
  database: 'database',
  'kms-key': 'KMS key',
  secret: 'secret',
  'sqs-queue': 'SQS queue',
  'sns-topic': 'SNS topic',
  'eks-cluster': 'EKS cluster',
  'ecs-cluster': 'ECS cluster',
  'aws-account': 'AWS account',
  other: 'other resource',
};

const listed = (words: readonly string[], last: 'and' | 'or'): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${last} ${words.at(-1)}`;

// A list of three or four severities is easier to read as what it omits.
const longestList = 2;

const adjectiveOf = (asked: readonly Severity[] | undefined): string =>
  asked === undefined || asked.length > longestList
    ? ''
    : listed(
        asked.map((one) => one.toLowerCase()),
        'and',
      );

const exceptOf = (asked: readonly Severity[] | undefined): string => {
  if (asked === undefined || asked.length <= longestList) return '';
  const others = severities.filter((one) => !asked.includes(one)).map((one) => one.toLowerCase());
  return others.length === 0 ? '' : `that are not ${listed(others, 'or')}`;
};

const aboutOf = (type: ResourceType | undefined): string =>
  type === undefined ? '' : `about ${resourceTypeNames[type]}s`;

const exposureOf = (exposure: Exposure | undefined): string =>
  exposure === undefined ? '' : `with ${exposure} access`;

const servicesOf = (services: readonly SecurityService[] | undefined): string =>
  services === undefined
    ? ''
    : `in ${listed(
        services.map((service) => serviceNames[service]),
        'and',
      )}`;
