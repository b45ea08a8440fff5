import type { Chain } from '@hopwise/chain/chain';
import { readableDefinition } from '@hopwise/template/api-definition';
import { asObject, at } from '@hopwise/template/json';
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
  'AWS::Serverless::Api': ['Auth'],
  'AWS::Serverless::HttpApi': ['Auth'],
};

/** Hop 1: methods, routes, function URLs and events, with what is unknown about their authorizers. */
export const guardedCalls = ({ model }: Chain): readonly HopCall[] => [
  ...model.ofType(...Object.keys(guards)).map(
    ({ logicalId, type, properties }): HopCall => ({
      hop: 1,
      call: apiOf(properties) ?? logicalId,
      reasons: (guards[type] ?? []).flatMap((name) => reasonsIn(properties[name], model)),
    }),
  ),
  ...model.ofType('AWS::Serverless::Function').flatMap((one) => eventCalls(one)),
  ...definitions({ model }).flatMap(({ logicalId }): readonly HopCall[] =>
    ([1, 2] as const).map((hop) => ({ hop, call: logicalId, reasons: [inDefinition] })),
  ),
];

const apiOf = ({ RestApiId, ApiId }: TemplateResource['properties']): string | undefined =>
  referencesIn(render(RestApiId ?? ApiId))[0];

const inDefinition =
  'its methods are in an API definition, and the template does not show all of it';

const definitionProperties = ['Body', 'BodyS3Location', 'DefinitionBody', 'DefinitionUri'];

const definitions = ({ model }: Pick<Chain, 'model'>): readonly TemplateResource[] =>
  model
    .ofType(
      'AWS::ApiGateway::RestApi',
      'AWS::ApiGatewayV2::Api',
      'AWS::Serverless::Api',
      'AWS::Serverless::HttpApi',
    )
    .filter(
      (api) =>
        definitionProperties.some((name) => api.properties[name] !== undefined) &&
        readableDefinition(api) === undefined,
    );

/** SAM generates the permission of an event. The API of an event is implicit, in the template, or elsewhere. */
const eventCalls = ({ logicalId, properties }: TemplateResource): readonly HopCall[] =>
  Object.entries(asObject(properties.Events))
    .filter(([, event]) => ['Api', 'HttpApi'].includes(String(at(event, 'Type'))))
    .flatMap(([name, event]): readonly HopCall[] => {
      const call = `event ${name} of ${logicalId}`;
      const named = at(event, 'Properties', 'RestApiId') ?? at(event, 'Properties', 'ApiId');
      const isElsewhere =
        named !== undefined && typeof named !== 'string' && at(named, 'Ref') === undefined;
      const reasons = isElsewhere ? ['its API is not in the template'] : [];
      return [
        { hop: 1, call, reasons },
        { hop: 2, call, reasons: [] },
      ];
    });

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
