import type { Chain } from '@hopwise/chain/chain';
import { readableDefinition } from '@hopwise/template/api-definition';
import { at } from '@hopwise/template/json';
import { referencesIn, render } from '@hopwise/template/render';
import type { TemplateResource } from '@hopwise/template/template-model';
import { type HopCall, reasonsIn } from './hop-call.ts';

/** The properties that say who can call an API, by type. */
const guards: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Method': ['AuthorizationType', 'AuthorizerId', 'AuthorizationScopes'],
  'AWS::ApiGatewayV2::Route': ['AuthorizationType', 'AuthorizerId', 'AuthorizationScopes'],
  'AWS::ApiGateway::Authorizer': ['ProviderARNs', 'AuthorizerUri'],
  'AWS::ApiGatewayV2::Authorizer': ['JwtConfiguration', 'AuthorizerUri'],
  'AWS::Lambda::Url': ['AuthType'],
};

/** Hop 1: methods, routes, function URLs and events, with what is unknown about their authorizers. */
export const guardedCalls = (chain: Chain): readonly HopCall[] => [
  ...chain.model.ofType(...Object.keys(guards)).map(
    ({ logicalId, type, properties }): HopCall => ({
      hop: 1,
      call: apiOf(properties) ?? logicalId,
      reasons: (guards[type] ?? []).flatMap((name) => reasonsIn(properties[name], chain.model)),
    }),
  ),
  ...eventCalls(chain),
  ...definitions(chain).flatMap(({ logicalId }): readonly HopCall[] =>
    ([1, 2] as const).map((hop) => ({ hop, call: logicalId, reasons: [inDefinition] })),
  ),
];

const apiOf = ({ RestApiId, ApiId }: TemplateResource['properties']): string | undefined =>
  referencesIn(render(RestApiId ?? ApiId))[0];

const inDefinition =
  'its methods are in an API definition, and the template does not show all of it';

const definitionProperties = ['Body', 'BodyS3Location'];

const definitions = ({ model }: Pick<Chain, 'model'>): readonly TemplateResource[] =>
  model
    .ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')
    .filter(
      (api) =>
        definitionProperties.some((name) => api.properties[name] !== undefined) &&
        readableDefinition(api) === undefined,
    );

/** Hop 1 and 2: SAM events whose API is elsewhere. SAM generates only their permissions. */
const eventCalls = ({ model, texts }: Chain): readonly HopCall[] => {
  const ids = model
    .ofType('AWS::ApiGateway::RestApi', 'AWS::ApiGatewayV2::Api')
    .flatMap(({ logicalId }) => [texts.attribute(logicalId, 'Ref'), logicalId]);
  return model.ofType('AWS::Lambda::Permission').flatMap(({ properties, source }) => {
    const arn = texts.of(properties.SourceArn);
    const isOfApi = source !== undefined && arn.includes(':execute-api:');
    if (!isOfApi || ids.some((id) => arn.includes(`:${id}/`))) return [];
    const reasons = ['its API is not in the template'];
    return ([1, 2] as const).map((hop) => ({ hop, call: source.where, reasons }));
  });
};

/** Hop 2: integrations from which the chain makes no link. */
export const integrationCalls = ({ model, links }: Chain): readonly HopCall[] => {
  const linked = new Set(links.map(({ from }) => from.logicalId));
  const open = [
    ...model
      .ofType('AWS::ApiGateway::Method')
      .map(({ logicalId, properties: { Integration } }) => ({
        logicalId,
        uri: at(Integration, 'Uri'),
        role: at(Integration, 'Credentials'),
      })),
    ...model.ofType('AWS::ApiGatewayV2::Integration').map(({ logicalId, properties }) => ({
      logicalId,
      uri: properties.IntegrationUri,
      role: properties.CredentialsArn,
    })),
  ].filter(({ logicalId }) => !linked.has(logicalId));
  return open.flatMap(({ logicalId, uri, role }): readonly HopCall[] => {
    const isFunction = render(uri).includes(':lambda:');
    const reasons =
      isFunction && role !== undefined
        ? ['it uses a role instead of a resource policy, which the doctor does not check']
        : reasonsIn(uri, model);
    return reasons.length > 0 ? [{ hop: 2, call: logicalId, reasons }] : [];
  });
};
