import { asObject, at } from '@hopwise/template/json';
import type { TemplateResource } from '@hopwise/template/template-model';
import { regionalArn } from '../texts/identities.ts';
import { unknownStandIn } from '../texts/stand-ins.ts';
import type { ChainLink } from './chain-link.ts';
import { type LinkSource, linkFrom } from './link-source.ts';

/** Functions that APIs run: methods, routes and authorizers. A method with `Credentials` uses a role instead. */
export const apiLinks = (source: LinkSource): readonly ChainLink[] => [
  ...source.model.ofType('AWS::ApiGateway::Method').flatMap((one) => methodLink(one, source)),
  ...source.model
    .ofType('AWS::ApiGatewayV2::Integration')
    .flatMap((one) => routeLinks(one, source)),
  ...source.model
    .ofType('AWS::ApiGateway::Authorizer', 'AWS::ApiGatewayV2::Authorizer')
    .flatMap((one) => authorizerLink(one, source)),
];

const invocation = /\/functions\/(.+?)\/(?:response-streaming-)?invocations$/;

/** The function in the URI of an integration or authorizer. */
export const functionInUri = (uri: string): string | undefined =>
  invocation.exec(uri)?.[1] ?? (/^arn:[^:]+:lambda:/.test(uri) ? uri : undefined);

const methodLink = (method: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const { logicalId, properties } = method;
  const integration = asObject(properties.Integration);
  const to = functionInUri(source.texts.of(integration.Uri));
  if (to === undefined || integration.Credentials !== undefined) return [];
  const verb = source.texts.of(properties.HttpMethod);
  const place = `${verb === 'ANY' ? unknownStandIn('?method') : verb}/${pathOf(properties.ResourceId, source)}`;
  const link = linkFrom(method, `${logicalId}.Integration`, source);
  const sourceArn = executeApi(source.texts.of(properties.RestApiId), place, source);
  return [
    link({
      kind: 'api → function',
      hop: 2,
      to,
      because: `the method ${logicalId} runs it`,
      source: sourceArn,
    }),
  ];
};

const executeApi = (apiId: string, place: string, source: LinkSource): string =>
  regionalArn('execute-api', `${apiId}/${stageOf(apiId, source)}/${place}`);

/** The only stage of an API. With several stages, a permission can be meant for one of them. */
const stageOf = (apiId: string, { model, texts }: LinkSource): string => {
  const names = model
    .ofType('AWS::ApiGateway::Stage', 'AWS::ApiGateway::Deployment', 'AWS::ApiGatewayV2::Stage')
    .filter(
      ({ properties: { RestApiId, ApiId, StageName } }) =>
        StageName !== undefined && texts.of(RestApiId ?? ApiId) === apiId,
    )
    .map(({ properties }) => texts.of(properties.StageName));
  const [stage, ...others] = new Set(names);
  return stage === undefined || others.length > 0 ? unknownStandIn('?stage') : stage;
};

/** Longer than any path of an API. */
const maxSegments = 30;

/** The path of a resource of an API, without the first slash. */
export const pathOf = (resourceId: unknown, { model, texts }: LinkSource): string => {
  const byId = new Map(
    model
      .ofType('AWS::ApiGateway::Resource')
      .map((one) => [texts.attribute(one.logicalId, 'Ref'), one]),
  );
  const segments: string[] = [];
  let id = texts.of(resourceId);
  while (!id.endsWith('.RootResourceId»') && segments.length < maxSegments) {
    const found = byId.get(id);
    if (found === undefined) return unknownStandIn('?path');
    segments.unshift(texts.of(found.properties.PathPart));
    id = texts.of(found.properties.ParentId);
  }
  return segments.join('/');
};

const routeLinks = (integration: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const { model, texts } = source;
  const { logicalId, properties } = integration;
  const to = functionInUri(texts.of(properties.IntegrationUri));
  if (to === undefined || properties.CredentialsArn !== undefined) return [];
  const link = linkFrom(integration, `${logicalId}.IntegrationUri`, source);
  const id = texts.attribute(logicalId, 'Ref');
  const apiId = texts.of(properties.ApiId);
  return model
    .ofType('AWS::ApiGatewayV2::Route')
    .filter((route) => texts.of(route.properties.Target).endsWith(id))
    .map((route) => {
      const [verb = '', path] = texts.of(route.properties.RouteKey).split(' ');
      const place =
        path === undefined || verb === 'ANY' ? unknownStandIn('?route') : `${verb}${path}`;
      return link({
        kind: 'api → function',
        hop: 2,
        to,
        because: `the route ${route.logicalId} runs it`,
        source: executeApi(apiId, place, source),
      });
    });
};

const authorizerLink = (authorizer: TemplateResource, source: LinkSource): readonly ChainLink[] => {
  const { logicalId, properties } = authorizer;
  const to = functionInUri(source.texts.of(properties.AuthorizerUri));
  const role = properties.AuthorizerCredentials ?? properties.AuthorizerCredentialsArn;
  if (to === undefined || role !== undefined) return [];
  const api = source.texts.of(at(properties, 'RestApiId') ?? properties.ApiId);
  const id = source.texts.attribute(logicalId, 'Ref');
  return [
    linkFrom(
      authorizer,
      `${logicalId}.AuthorizerUri`,
      source,
    )({
      kind: 'authorizer → function',
      hop: 1,
      to,
      because: `the authorizer ${logicalId} runs it`,
      source: regionalArn('execute-api', `${api}/authorizers/${id}`),
    }),
  ];
};
