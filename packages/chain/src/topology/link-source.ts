import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import { isSameArn } from '../policies/same-arn.ts';
import type { Texts } from '../texts/texts.ts';
import type { ChainLink } from './chain-link.ts';

/** What links are read from. */
export type LinkSource = { readonly model: TemplateModel; readonly texts: Texts };

type LinkEnd = Omit<ChainLink, 'from' | 'where' | 'toId'>;

/** Creates links from one place of a template, and finds the called resource in it. */
export const linkFrom =
  (from: TemplateResource, where: string, source: LinkSource) =>
  (end: LinkEnd): ChainLink => {
    const to = source.texts.located(end.to);
    return {
      ...end,
      ...(end.source !== undefined && { source: source.texts.located(end.source) }),
      to,
      from,
      where,
      toId: resourceIn(to, source),
    };
  };

const arnAttributes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'Arn',
  'AWS::Lambda::Function': 'Arn',
  'AWS::Serverless::Function': 'Arn',
  'AWS::Bedrock::AgentAlias': 'AgentAliasArn',
  'AWS::Bedrock::KnowledgeBase': 'KnowledgeBaseArn',
  'AWS::Bedrock::Guardrail': 'GuardrailArn',
  'AWS::BedrockAgentCore::Gateway': 'GatewayArn',
  'AWS::BedrockAgentCore::PolicyEngine': 'PolicyEngineArn',
  'AWS::BedrockAgentCore::Runtime': 'AgentRuntimeArn',
  'AWS::SecretsManager::Secret': 'Ref',
  'AWS::S3::Bucket': 'Arn',
};

/** The resource with an ARN, or with the ARN and a qualifier, version or key. */
const resourceIn = (arn: string, { model, texts }: LinkSource): string | undefined =>
  model.ofType(...Object.keys(arnAttributes)).find(({ logicalId, type }) => {
    const own = texts.attribute(logicalId, arnAttributes[type] ?? 'Ref');
    return isOrBegins(arn, own);
  })?.logicalId;

/** Whether an ARN is another ARN, or begins with it: a version, an alias or a key follows. */
const isOrBegins = (arn: string, own: string): boolean => {
  const begin =
    own.split(':').length === functionArnParts
      ? arn.split(':').slice(0, functionArnParts).join(':')
      : arn;
  return isSameArn(begin, own) || (arn.startsWith(own) && /^[:/]/.test(arn.slice(own.length)));
};

const functionArnParts = 7;
