import { agentCoreGateway } from './agentcore-gateway/agentcore-gateway.ts';
import { apiGateway } from './api-gateway/api-gateway.ts';
import type { AwsService } from './aws-service/aws-service.ts';
import { bedrockAgent } from './bedrock-agent/bedrock-agent.ts';
import { cloudFormation } from './cloudformation/cloudformation.ts';
import { cloudFront } from './cloudfront/cloudfront.ts';
import { cognito } from './cognito/cognito.ts';
import { ec2 } from './ec2/ec2.ts';
import { iam } from './iam/iam.ts';
import { kms } from './kms/kms.ts';
import { lambda } from './lambda/lambda.ts';
import { logs } from './logs/logs.ts';
import { s3 } from './s3/s3.ts';
import { secretsManager } from './secrets-manager/secrets-manager.ts';
import { accessAnalyzer } from './security-services/access-analyzer/access-analyzer.ts';
import { guardDuty } from './security-services/guardduty/guardduty.ts';
import { inspector2 } from './security-services/inspector2/inspector2.ts';
import { securityHub } from './security-services/security-hub/security-hub.ts';
import { sts } from './sts/sts.ts';

/**
 * Every AWS service of the local stack. A service that uses another one during its start comes after it,
 * for instance the APIs after Lambda and Cognito.
 */
export const services: readonly AwsService[] = [
  iam,
  kms,
  ec2,
  secretsManager,
  lambda,
  cognito,
  apiGateway,
  bedrockAgent,
  agentCoreGateway,
  cloudFormation,
  securityHub,
  guardDuty,
  inspector2,
  accessAnalyzer,
  sts,
  logs,
  s3,
  cloudFront,
];
