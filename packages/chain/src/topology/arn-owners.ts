import { oncePerObject } from '@hopwise/template/once-per-object';
import type { TemplateModel } from '@hopwise/template/template-model';
import { isSameArn } from '../policies/same-arn.ts';
import { asPattern } from '../texts/stand-ins.ts';
import type { Texts } from '../texts/texts.ts';

type Source = { readonly model: TemplateModel; readonly texts: Texts };

const arnAttributes: Readonly<Record<string, string>> = {
  'AWS::IAM::Role': 'Arn',
  'AWS::Lambda::Function': 'Arn',
  'AWS::Bedrock::AgentAlias': 'AgentAliasArn',
  'AWS::Bedrock::KnowledgeBase': 'KnowledgeBaseArn',
  'AWS::Bedrock::Guardrail': 'GuardrailArn',
  'AWS::BedrockAgentCore::Gateway': 'GatewayArn',
  'AWS::BedrockAgentCore::PolicyEngine': 'PolicyEngineArn',
  'AWS::BedrockAgentCore::Runtime': 'AgentRuntimeArn',
  'AWS::SecretsManager::Secret': 'Ref',
  'AWS::S3::Bucket': 'Arn',
  'AWS::KMS::Key': 'Arn',
};

/** A resource of the template with its ARN, in the order of the template. */
type Owner = { readonly logicalId: string; readonly arn: string; readonly order: number };

type Owners = {
  /** By service and resource part, because the partition, Region and account of one ARN can be texts or stand-ins. */
  readonly byKey: ReadonlyMap<string, readonly Owner[]>;
  /** Resources whose name contains the account or Region of the stack. */
  readonly open: readonly Owner[];
};

/** The resource with an ARN, or with the ARN and a qualifier, version or key. */
export const resourceIn = (arn: string, source: Source): string | undefined => {
  if (!arn.startsWith('arn:')) return undefined;
  const owners = ownersIn(source);
  const candidates = isPattern(resourceOf(arn))
    ? [...owners.byKey.values(), owners.open].flat()
    : [...keysOf(arn).flatMap((key) => owners.byKey.get(key) ?? []), ...owners.open];
  source.model.spend(candidates.length);
  return candidates
    .toSorted((one, other) => one.order - other.order)
    .find((owner) => isOrBegins(arn, owner.arn))?.logicalId;
};

const ownersIn = oncePerObject(({ model, texts }: Source): Owners => {
  const all = model.ofType(...Object.keys(arnAttributes)).map(({ logicalId, type }, order) => ({
    logicalId,
    arn: texts.attribute(logicalId, arnAttributes[type] ?? 'Ref'),
    order,
  }));
  return {
    byKey: Map.groupBy(
      all.filter(({ arn }) => !isPattern(resourceOf(arn))),
      ({ arn }) => keyOf(arn, resourceOf(arn)),
    ),
    open: all.filter(({ arn }) => isPattern(resourceOf(arn))),
  };
});

const arnParts = 6;

const resourceOf = (arn: string): string =>
  arn
    .split(':')
    .slice(arnParts - 1)
    .join(':');

/** Whether a text matches other texts than itself. A value that is unknown equals only itself here. */
const isPattern = (text: string): boolean =>
  asPattern(text.replaceAll(/‹(?!AWS\.)/g, '')).includes('*');

const keyOf = (arn: string, resource: string): string => `${arn.split(':')[2]} ${resource}`;

/** The keys of an ARN, and of the ARNs with which it begins. */
const keysOf = (arn: string): readonly string[] => {
  const resource = resourceOf(arn);
  const ends = [...resource.matchAll(/[:/]/g)].map(({ index }) => index);
  return [...ends, resource.length].map((end) => keyOf(arn, resource.slice(0, end)));
};

/** Whether an ARN is another ARN, or begins with it: a version, an alias or a key follows. */
const isOrBegins = (arn: string, own: string): boolean => {
  const begin =
    own.split(':').length === functionArnParts
      ? arn.split(':').slice(0, functionArnParts).join(':')
      : arn;
  return isSameArn(begin, own) || (arn.startsWith(own) && /^[:/]/.test(arn.slice(own.length)));
};

const functionArnParts = 7;
