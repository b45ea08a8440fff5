import type { CreationRule } from './creation-rule.ts';

const apiTypes = ['AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api'];

const apiInArn = /:execute-api:[^:]*:[^:]*:([A-Za-z0-9]+)\//;

/**
 * Finds SAM events that name their API by its logical id as text, without `!Ref`. The permission that SAM generates then
 * names no API.
 * https://github.com/aws/serverless-application-model/issues/3393
 */
export const samEventOfNoApi: CreationRule<{
  readonly functionName: string;
  readonly api: string;
}> = ({ model, texts }) => {
  const apis = model.ofType(...apiTypes).map(({ logicalId }) => logicalId);
  return model.ofType('AWS::Lambda::Permission').flatMap(({ logicalId, properties, source }) => {
    const [, api = ''] = apiInArn.exec(texts.of(properties.SourceArn)) ?? [];
    if (source === undefined || !apis.includes(api)) return [];
    return [{ logicalId, where: logicalId, hop: 2, functionName: source.logicalId, api } as const];
  });
};
