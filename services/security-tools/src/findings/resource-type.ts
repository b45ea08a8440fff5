import type { SecurityService } from './security-service.ts';

/** Resource types that findings can be filtered by. */
export const resourceTypes = [
  's3-bucket',
  'ec2-instance',
  'security-group',
  'iam-role',
  'iam-user',
  'access-key',
  'lambda-function',
  'container-image',
  'database',
  'kms-key',
  'secret',
  'sqs-queue',
  'sns-topic',
  'eks-cluster',
  'ecs-cluster',
  'aws-account',
] as const;

export type ResourceType = (typeof resourceTypes)[number];

type ServiceTypes = Readonly<Partial<Record<SecurityService, readonly string[]>>>;

// Each service's names for a resource type. GuardDuty uses the second name inside attack sequences.
const serviceTypes: Readonly<Record<ResourceType, ServiceTypes>> = {
  's3-bucket': {
    'security-hub': ['AwsS3Bucket'],
    guardduty: ['S3Bucket', 'S3_BUCKET'],
    'access-analyzer': ['AWS::S3::Bucket', 'AWS::S3Express::DirectoryBucket'],
  },
  'ec2-instance': {
    'security-hub': ['AwsEc2Instance'],
    guardduty: ['Instance', 'EC2_INSTANCE'],
    inspector: ['AWS_EC2_INSTANCE'],
  },
  'security-group': { 'security-hub': ['AwsEc2SecurityGroup'] },
  'iam-role': { 'security-hub': ['AwsIamRole'], 'access-analyzer': ['AWS::IAM::Role'] },
  'iam-user': { 'security-hub': ['AwsIamUser'], 'access-analyzer': ['AWS::IAM::User'] },
  'access-key': { 'security-hub': ['AwsIamAccessKey'], guardduty: ['AccessKey', 'ACCESS_KEY'] },
  'lambda-function': {
    'security-hub': ['AwsLambdaFunction'],
    guardduty: ['Lambda'],
    inspector: ['AWS_LAMBDA_FUNCTION'],
    'access-analyzer': ['AWS::Lambda::Function'],
  },
  'container-image': {
    'security-hub': ['AwsEcrContainerImage', 'AwsEcrRepository'],
    inspector: ['AWS_ECR_CONTAINER_IMAGE', 'AWS_ECR_REPOSITORY'],
    'access-analyzer': ['AWS::ECR::Repository'],
  },
  database: {
    'security-hub': ['AwsRdsDbInstance', 'AwsRdsDbCluster', 'AwsRdsDbSnapshot', 'AwsDynamoDbTable'],
    guardduty: ['RDSDBInstance', 'RDSLimitlessDB'],
    'access-analyzer': [
      'AWS::RDS::DBSnapshot',
      'AWS::RDS::DBClusterSnapshot',
      'AWS::DynamoDB::Table',
    ],
  },
  'kms-key': { 'security-hub': ['AwsKmsKey'], 'access-analyzer': ['AWS::KMS::Key'] },
  secret: {
    'security-hub': ['AwsSecretsManagerSecret'],
    'access-analyzer': ['AWS::SecretsManager::Secret'],
  },
  'sqs-queue': { 'security-hub': ['AwsSqsQueue'], 'access-analyzer': ['AWS::SQS::Queue'] },
  'sns-topic': { 'security-hub': ['AwsSnsTopic'], 'access-analyzer': ['AWS::SNS::Topic'] },
  'eks-cluster': { 'security-hub': ['AwsEksCluster'], guardduty: ['EKSCluster', 'EKS_CLUSTER'] },
  'ecs-cluster': { 'security-hub': ['AwsEcsCluster'], guardduty: ['ECSCluster', 'ECS_CLUSTER'] },
  'aws-account': { 'security-hub': ['AwsAccount'] },
};

/** A service's names for a resource type. Empty if the service has no such resources. */
export const serviceTypesOf = (type: ResourceType, service: SecurityService): readonly string[] =>
  serviceTypes[type][service] ?? [];

/** The resource type for a service's name. `other` if no filter exists for it. */
export const resourceTypeOf = (
  service: SecurityService,
  serviceType: string | undefined,
): ResourceType | 'other' =>
  resourceTypes.find(
    (type) => serviceType !== undefined && serviceTypes[type][service]?.includes(serviceType),
  ) ?? 'other';
