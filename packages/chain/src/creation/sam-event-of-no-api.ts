import { asObject, at } from '@hopwise/template/json';
import type { CreationRule } from './creation-rule.ts';

const apiTypes = [
  'AWS::Serverless::Api',
  'AWS::Serverless::HttpApi',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGatewayV2::Api',
];

const properties: Readonly<Record<string, string>> = { Api: 'RestApiId', HttpApi: 'ApiId' };

/**
 * Finds SAM events that name their API by its logical id as text, without `!Ref`. The permission that SAM generates then
 * names no API.
 * https://github.com/aws/serverless-application-model/issues/3393
 */
export const samEventOfNoApi: CreationRule<{
  readonly functionName: string;
  readonly api: string;
}> = ({ model }) => {
  const apis = model.ofType(...apiTypes).map(({ logicalId }) => logicalId);
  return model
    .ofType('AWS::Serverless::Function')
    .flatMap(({ logicalId, properties: { Events } }) =>
      Object.entries(asObject(Events)).flatMap(([name, event]) => {
        const api = at(event, 'Properties', properties[String(at(event, 'Type'))] ?? '');
        if (typeof api !== 'string' || !apis.includes(api)) return [];
        return [
          {
            logicalId,
            where: `${logicalId}.Events.${name}`,
            hop: 2,
            functionName: logicalId,
            api,
          } as const,
        ];
      }),
    );
};
