import type { Chain } from '../topology/chain.ts';
import type { CreationRule } from './creation-rule.ts';

/**
 * Finds permissions whose `SourceArn` is no ARN. Lambda refuses to create them.
 * https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html
 */
export const sourceArnInvalid: CreationRule<{ readonly text: string }> = (chain) =>
  chain.model.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, properties }) => {
    const text = properties.SourceArn === undefined ? 'arn:' : chain.texts.of(properties.SourceArn);
    if (!isNoArn(text, chain)) return [];
    const hop = hopOfService[chain.texts.of(properties.Principal)] ?? null;
    return [{ logicalId, where: `${logicalId}.SourceArn`, hop, text }];
  });

const hopOfService: Readonly<Record<string, 2 | 5>> = {
  'apigateway.amazonaws.com': 2,
  'bedrock.amazonaws.com': 5,
};

const apis: readonly (string | undefined)[] = [
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
];

/** A text can begin with a value that only AWS knows. The id of an API is no ARN. */
const isNoArn = (text: string, { model }: Chain): boolean => {
  const [, logicalId] = /^«([^».]+)\.Ref»/.exec(text) ?? [];
  if (logicalId !== undefined) return apis.includes(model.find(logicalId)?.type);
  return !/^(?:arn:|[‹«])/.test(text);
};
