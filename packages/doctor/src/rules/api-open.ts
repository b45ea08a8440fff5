import { functionIn } from '@hopwise/template/functions';
import { asList, asObject, at } from '@hopwise/template/json';
import { referencesIn, render } from '@hopwise/template/render';
import type { TemplateModel, TemplateResource } from '@hopwise/template/template-model';
import type { TemplateFact } from '../catalogue/fact.ts';
import type { Rule } from './rule.ts';

const openFact = (logicalId: string, property: string, method: string): TemplateFact => ({
  code: 'API_OPEN',
  logicalId,
  where: `${logicalId}.${property}`,
  hop: 1,
  method,
});

/** Whether a method or route has no authorizer, which is CloudFormation's default. */
const hasNoAuthorizer = ({ AuthorizationType }: TemplateResource['properties']): boolean =>
  AuthorizationType === undefined || AuthorizationType === 'NONE';

/** Whether an API is private or has a resource policy. Serverless writes an empty resource policy as a string. */
const isProtected = (restApiId: unknown, model: TemplateModel): boolean => {
  const [logicalId = ''] = referencesIn(render(restApiId));
  const { Policy, EndpointConfiguration } = asObject(model.find(logicalId)?.properties);
  return (
    Object.keys(asObject(Policy)).length > 0 ||
    asList(at(EndpointConfiguration, 'Types')).includes('PRIVATE')
  );
};

const methods = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::ApiGateway::Method')
    .filter(
      ({ properties }) =>
        hasNoAuthorizer(properties) &&
        render(properties.ApiKeyRequired ?? false) === 'false' &&
        functionIn(render(at(properties, 'Integration', 'Uri')), model) !== undefined &&
        !isProtected(properties.RestApiId, model),
    )
    .map(({ logicalId, properties }) =>
      openFact(logicalId, 'AuthorizationType', `${render(properties.HttpMethod)} of ${logicalId}`),
    );

const routes = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => hasNoAuthorizer(properties))
    .map(({ logicalId, properties }) =>
      openFact(logicalId, 'AuthorizationType', render(properties.RouteKey)),
    );

const functionUrls = (model: TemplateModel): readonly TemplateFact[] => [
  ...model
    .ofType('AWS::Lambda::Url')
    .filter(({ properties }) => properties.AuthType === 'NONE')
    .map(({ logicalId }) => openFact(logicalId, 'AuthType', `the function URL ${logicalId}`)),
  ...model
    .ofType('AWS::Serverless::Function')
    .filter(({ properties }) => at(properties, 'FunctionUrlConfig', 'AuthType') === 'NONE')
    .map(({ logicalId }) =>
      openFact(logicalId, 'FunctionUrlConfig.AuthType', `the function URL of ${logicalId}`),
    ),
];

/** SAM events of the implicit API, which has an authorizer only if `Globals` sets one. */
const implicitApis: Readonly<Record<string, string | undefined>> = {
  Api: 'RestApiId',
  HttpApi: 'ApiId',
};

const samEvents = (model: TemplateModel): readonly TemplateFact[] =>
  model.ofType('AWS::Serverless::Function').flatMap(({ logicalId, properties }) =>
    Object.entries(asObject(properties.Events))
      .filter(([, event]) => {
        const { Type, Properties } = asObject(event);
        const api = implicitApis[String(Type)];
        const { Auth, ...rest } = asObject(Properties);
        const isImplicit = api !== undefined && rest[api] === undefined;
        return (
          isImplicit && Auth === undefined && at(model.globals, String(Type), 'Auth') === undefined
        );
      })
      .map(([name]) =>
        openFact(logicalId, `Events.${name}`, `${logicalId} through its event ${name}`),
      ),
  );

/** Functions whose resource policy allows everyone. This policy also protects a function URL. */
const permissions = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::Lambda::Permission')
    .filter(
      ({ properties }) =>
        properties.Principal === '*' &&
        ['SourceAccount', 'SourceArn', 'PrincipalOrgID', 'FunctionUrlAuthType'].every(
          (name) => properties[name] === undefined,
        ),
    )
    .map(({ logicalId, properties }) =>
      openFact(logicalId, 'Principal', render(properties.FunctionName)),
    );

/** Finds functions that anyone can run. */
export const apiOpen: Rule = (model) =>
  [methods, routes, functionUrls, samEvents, permissions].flatMap((look) => look(model));
