import { AccessAnalyzerClient } from '@aws-sdk/client-accessanalyzer';
import { APIGatewayClient } from '@aws-sdk/client-api-gateway';
import { BedrockClient } from '@aws-sdk/client-bedrock';
import { BedrockAgentClient } from '@aws-sdk/client-bedrock-agent';
import { BedrockAgentRuntimeClient } from '@aws-sdk/client-bedrock-agent-runtime';
import { BedrockAgentCoreControlClient } from '@aws-sdk/client-bedrock-agentcore-control';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import { GuardDutyClient } from '@aws-sdk/client-guardduty';
import { IAMClient } from '@aws-sdk/client-iam';
import { Inspector2Client } from '@aws-sdk/client-inspector2';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SecurityHubClient } from '@aws-sdk/client-securityhub';
import { STSClient } from '@aws-sdk/client-sts';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { LiveTarget } from './live-target.ts';

const connectionTimeoutMs = 3_000;

/** One client for each AWS API that the doctor calls. */
export const createAwsClients = (target: LiveTarget) => {
  const { region, endpoint, credentials, profile } = target;
  const config = {
    region,
    maxAttempts: 2,
    // HTTP/1.1: over HTTP/2 the SDK does not report that an event stream is incomplete.
    requestHandler: new NodeHttpHandler({ connectionTimeout: connectionTimeoutMs }),
    ...(endpoint !== undefined && { endpoint }),
    ...(credentials !== undefined && { credentials }),
    ...(profile !== undefined && { profile }),
  };
  const clients = {
    accessAnalyzer: new AccessAnalyzerClient(config),
    agent: new BedrockAgentClient(config),
    agentRuntime: new BedrockAgentRuntimeClient({ ...config, maxAttempts: 1 }),
    apiGateway: new APIGatewayClient(config),
    bedrock: new BedrockClient(config),
    cloudFormation: new CloudFormationClient(config),
    cognito: new CognitoIdentityProviderClient(config),
    gatewayControl: new BedrockAgentCoreControlClient(config),
    guardDuty: new GuardDutyClient(config),
    iam: new IAMClient(config),
    inspector: new Inspector2Client(config),
    lambda: new LambdaClient(config),
    secretsManager: new SecretsManagerClient(config),
    securityHub: new SecurityHubClient(config),
    sts: new STSClient(config),
  };
  if (target.onAwsCall) for (const client of Object.values(clients)) report(client, target);
  return clients;
};

export type AwsClients = ReturnType<typeof createAwsClients>;

type Reported = {
  readonly middlewareStack: Pick<STSClient['middlewareStack'], 'add'>;
};

const report = (client: object, { onAwsCall = () => undefined }: LiveTarget): void => {
  (client as Reported).middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        onAwsCall(String(commandName).replace(/Command$/, ''));
        return next(call);
      },
    { step: 'initialize' },
  );
};

export const destroyClients = (clients: AwsClients): void => {
  for (const client of Object.values(clients)) client.destroy();
};
