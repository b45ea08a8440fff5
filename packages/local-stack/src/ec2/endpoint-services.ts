import { didYouMean } from '../faults/nearest-names.ts';
import { TemplateError } from '../template/template-error.ts';

/**
 * Services with an endpoint for a VPC: those that the local stack serves, and those that public templates use most.
 * https://docs.aws.amazon.com/vpc/latest/privatelink/aws-services-privatelink-support.html
 */
const services: readonly string[] = `
access-analyzer apigateway athena autoscaling bedrock bedrock-agent bedrock-agent-runtime bedrock-agentcore
bedrock-agentcore-control bedrock-agentcore.gateway bedrock-runtime cloudformation cloudtrail codebuild cognito-idp config
dynamodb ec2 ec2messages ecr.api ecr.dkr ecs ecs-agent ecs-telemetry elasticfilesystem elasticloadbalancing email-smtp
events execute-api glue guardduty guardduty-data inspector2 inspector-scan kinesis-firehose kinesis-streams kms lambda
logs monitoring rds rds-data s3 sagemaker.api sagemaker.runtime secretsmanager securityhub sns sqs ssm ssmmessages states
sts sync-states textract xray
`
  .trim()
  .split(/\s+/);

/** Throws `TemplateError` for an endpoint of a service that the local stack does not know: it can be misspelled. */
export const refuseUnknownService = (logicalId: string, service: string): void => {
  if (services.includes(service)) return;
  throw new TemplateError(
    `ServiceName of ${logicalId} ends in ${service}, and the local stack knows no such service.${didYouMean(service, services)}`,
  );
};
