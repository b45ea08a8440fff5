import * as accessAnalyzer from '@aws-sdk/client-accessanalyzer';
import * as apiGateway from '@aws-sdk/client-api-gateway';
import * as bedrock from '@aws-sdk/client-bedrock';
import * as bedrockAgent from '@aws-sdk/client-bedrock-agent';
import * as bedrockAgentRuntime from '@aws-sdk/client-bedrock-agent-runtime';
import * as agentCoreControl from '@aws-sdk/client-bedrock-agentcore-control';
import * as cloudFormation from '@aws-sdk/client-cloudformation';
import * as cloudWatchLogs from '@aws-sdk/client-cloudwatch-logs';
import * as cognito from '@aws-sdk/client-cognito-identity-provider';
import * as guardDuty from '@aws-sdk/client-guardduty';
import * as iam from '@aws-sdk/client-iam';
import * as inspector from '@aws-sdk/client-inspector2';
import * as lambda from '@aws-sdk/client-lambda';
import * as secretsManager from '@aws-sdk/client-secrets-manager';
import * as securityHub from '@aws-sdk/client-securityhub';
import * as sts from '@aws-sdk/client-sts';
import { operationName } from '../../src/aws-endpoint/operation-schema.ts';
import { services } from '../../src/services.ts';

type Api = {
  readonly title: string;
  /** Signing name of its clients, by which the service value is found. */
  readonly signingName: string;
  readonly client: object;
  /** What the supported operations refuse or omit. */
  readonly limits: string;
};

const apis: readonly Api[] = [
  {
    title: 'Lambda',
    signingName: 'lambda',
    client: lambda,
    limits:
      'aliases with weights; a published version runs the code that is deployed now; retries and destinations of `Event`',
  },
  {
    title: 'Bedrock agents, runtime',
    signingName: 'bedrock',
    client: bedrockAgentRuntime,
    limits: 'return of control, memory, files, knowledge bases, conversation history, guardrails',
  },
  {
    title: 'Bedrock agents, control',
    signingName: 'bedrock',
    client: bedrockAgent,
    limits: '',
  },
  {
    title: 'Bedrock, control',
    signingName: 'bedrock',
    client: bedrock,
    limits: "only the models of the template's agents",
  },
  {
    title: 'AgentCore, control',
    signingName: 'bedrock-agentcore',
    client: agentCoreControl,
    limits: '',
  },
  {
    title: 'Secrets Manager',
    signingName: 'secretsmanager',
    client: secretsManager,
    limits: 'scheduled rotation, rotation configured through the API; changes of resource policies',
  },
  {
    title: 'Security Hub',
    signingName: 'securityhub',
    client: securityHub,
    limits: 'filters and sort fields that `finding-filters` and `get-findings` do not list',
  },
  {
    title: 'GuardDuty',
    signingName: 'guardduty',
    client: guardDuty,
    limits: 'the condition operators `Matches` and `NotMatches`',
  },
  {
    title: 'Inspector',
    signingName: 'inspector2',
    client: inspector,
    limits: 'filters and sort fields that `filter-criteria` and `list-findings` do not list',
  },
  {
    title: 'Access Analyzer',
    signingName: 'access-analyzer',
    client: accessAnalyzer,
    limits: 'filter keys that `finding-criteria` does not list',
  },
  {
    title: 'Cognito user pools',
    signingName: 'cognito-idp',
    client: cognito,
    limits: 'descriptions of a client omit its secret; the OAuth endpoints are below',
  },
  {
    title: 'API Gateway, control',
    signingName: 'apigateway',
    client: apiGateway,
    limits: '',
  },
  {
    title: 'CloudFormation',
    signingName: 'cloudformation',
    client: cloudFormation,
    limits: 'only for the local stack itself',
  },
  {
    title: 'CloudWatch Logs',
    signingName: 'logs',
    client: cloudWatchLogs,
    limits:
      'filter patterns for fields in brackets, and regular expressions; the newest 5,000 events and 8 MiB of a group',
  },
  {
    title: 'IAM',
    signingName: 'iam',
    client: iam,
    limits:
      "only for the template's roles; `@hopwise/iam` simulates policies, with one result for each action and resource, without service control policies and positions of statements",
  },
  {
    title: 'STS',
    signingName: 'sts',
    client: sts,
    limits: 'only services can assume roles',
  },
];

/** The operations of the API, from the SDK's client. */
const operationsOf = (client: object): readonly string[] =>
  Object.keys(client).flatMap((name) => /^(\w+)Command$/.exec(name)?.[1] ?? []);

/** Every operation that the services serve, as `signing name.Operation`. */
const servedOperations: readonly string[] = services.flatMap(({ signingName, api }) => {
  const names = [
    ...(api?.handledOperations ?? []).map(({ name }) => name),
    ...(api?.operations ?? []).map(({ schema }) => operationName(schema)),
  ];
  return names.map((name) => `${signingName}.${name}`);
});

const servedOf = ({ signingName, client }: Api): readonly string[] => {
  const known = new Set(operationsOf(client));
  return servedOperations
    .filter((key) => key.startsWith(`${signingName}.`))
    .map((key) => key.slice(signingName.length + 1))
    .filter((operation) => known.has(operation))
    .sort();
};

const rowOf = (api: Api): string => {
  const served = servedOf(api);
  const names = served.map((operation) => `\`${operation}\``).join(', ');
  const refused = operationsOf(api.client).length - served.length;
  return `| ${api.title} | ${names} | ${refused} | ${api.limits} |`;
};

/** Served operations that no API of the matrix has. */
export const unlistedOperations = (): readonly string[] => {
  const listed = apis.flatMap((api) => servedOf(api).map((name) => `${api.signingName}.${name}`));
  return servedOperations.filter((key) => !listed.includes(key));
};

/** The supported operations of each AWS API as a Markdown table. */
export const supportMatrix = (): string =>
  [
    '| API | supported | refused by name | limits |',
    '| --- | --- | --- | --- |',
    ...apis.map(rowOf),
  ].join('\n');
