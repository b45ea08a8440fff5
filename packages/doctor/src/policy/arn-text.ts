import type { TemplateModel } from '@hopwise/template/template-model';

type ArnOf = (logicalId: string) => string;

const account = '${AWS::Region}:${AWS::AccountId}';
const partition = 'arn:${AWS::Partition}';

const agentCore: ArnOf = (id) => `${partition}:bedrock-agentcore:${account}:gateway/\${${id}}`;

/** ARN patterns by resource type and the attribute, or `Ref`, that yields the ARN. */
const arns: Readonly<Record<string, ArnOf>> = {
  'AWS::Lambda::Function Arn': (id) => `${partition}:lambda:${account}:function:\${${id}}`,
  'AWS::Lambda::Alias Ref': (id) => `${partition}:lambda:${account}:function:\${${id}}`,
  'AWS::Bedrock::Agent AgentArn': (id) => `${partition}:bedrock:${account}:agent/\${${id}}`,
  'AWS::Bedrock::AgentAlias AgentAliasArn': (id) =>
    `${partition}:bedrock:${account}:agent-alias/\${${id}}/\${${id}.AgentAliasId}`,
  'AWS::BedrockAgentCore::Gateway GatewayArn': agentCore,
  'AWS::SecretsManager::Secret Ref': (id) =>
    `${partition}:secretsmanager:${account}:secret:\${${id}}`,
  'AWS::SecretsManager::Secret Id': (id) =>
    `${partition}:secretsmanager:${account}:secret:\${${id}}`,
  'AWS::Cognito::UserPool Arn': (id) => `${partition}:cognito-idp:${account}:userpool/\${${id}}`,
  'AWS::IAM::Role Arn': (id) => `${partition}:iam::\${AWS::AccountId}:role/\${${id}}`,
  'AWS::Logs::LogGroup Arn': (id) => `${partition}:logs:${account}:log-group:\${${id}}:*`,
  'AWS::S3::Bucket Arn': (id) => `${partition}:s3:::\${${id}}`,
};

/** Replaces references in a rendered text by ARN patterns, if the template shows what they refer to. */
export const expandArns = (text: string, model: TemplateModel): string =>
  text.replace(
    /\$\{([A-Za-z0-9]+)(?:\.([A-Za-z.]+))?\}/g,
    (whole, logicalId: string, name = 'Ref') => {
      const type = model.find(logicalId)?.type;
      return (type === undefined ? undefined : arns[`${type} ${name}`]?.(logicalId)) ?? whole;
    },
  );

/** Kind of resource in an expanded ARN, for instance `bedrock:agent-alias`; `undefined` if unknown. */
export const arnKind = (expanded: string): string | undefined => {
  const [, service, kind] =
    /^arn:[^:]*(?:\$\{[^}]*\})?:([a-z0-9-]+):.*?:([a-z-]+)[/:]/.exec(
      expanded.replaceAll('AWS::', ''),
    ) ?? [];
  return service === undefined ? undefined : `${service}:${kind}`;
};
