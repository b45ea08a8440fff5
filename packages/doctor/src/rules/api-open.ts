import { functionIn } from '../template/functions.ts';
import { at } from '../template/json.ts';
import { render } from '../template/render.ts';
import type { Rule } from './rule.ts';

/** A method that runs a function for anyone. */
export const apiOpen: Rule = (model) => [
  ...model
    .ofType('AWS::ApiGateway::Method')
    .filter(
      ({ properties }) =>
        ['NONE', undefined].includes(properties.AuthorizationType as string | undefined) &&
        render(properties.ApiKeyRequired ?? false) === 'false' &&
        functionIn(render(at(properties, 'Integration', 'Uri')), model) !== undefined,
    )
    .map(({ logicalId, properties }) => ({
      code: 'API_OPEN' as const,
      ...{ logicalId, where: `${logicalId}.AuthorizationType`, hop: 1 as const },
      method: `${render(properties.HttpMethod)} of ${logicalId}`,
    })),
  ...model
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) =>
      ['NONE', undefined].includes(properties.AuthorizationType as string | undefined),
    )
    .map(({ logicalId, properties }) => ({
      code: 'API_OPEN' as const,
      ...{ logicalId, where: `${logicalId}.AuthorizationType`, hop: 1 as const },
      method: render(properties.RouteKey),
    })),
  ...model
    .ofType('AWS::Lambda::Url')
    .filter(({ properties }) => properties.AuthType === 'NONE')
    .map(({ logicalId }) => ({
      code: 'API_OPEN' as const,
      ...{ logicalId, where: `${logicalId}.AuthType`, hop: 1 as const },
      method: `the function URL ${logicalId}`,
    })),
];
