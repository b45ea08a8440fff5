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

/** Whether an API is private or has a resource policy that keeps someone out. Serverless writes an empty policy as a string. */
const isProtected = (restApiId: unknown, model: TemplateModel): boolean => {
  const [logicalId = ''] = referencesIn(render(restApiId));
  const { Policy, Body, EndpointConfiguration } = asObject(model.find(logicalId)?.properties);
  return (
    [Policy, at(Body, 'x-amazon-apigateway-policy')].some(keepsOut) ||
    asList(at(EndpointConfiguration, 'Types')).includes('PRIVATE')
  );
};

/** A policy that allows everyone everything without a condition is no protection. A policy without statements allows nobody. */
const keepsOut = (policy: unknown): boolean => {
  const statements = asList(at(policy, 'Statement')).map(asObject);
  return (
    Object.keys(asObject(policy)).length > 0 &&
    (statements.length === 0 ||
      statements.some(
        ({ Effect, Principal, Condition }) =>
          Effect !== 'Allow' ||
          Condition !== undefined ||
          (Principal !== '*' && at(Principal, 'AWS') !== '*'),
      ))
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

/** A WebSocket API authorizes `$connect` only. The other routes use that connection. */
const isOnConnection = ({ RouteKey }: TemplateResource['properties']): boolean =>
  !render(RouteKey).includes('/') && !['$connect', '$default'].includes(render(RouteKey));

const routes = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::ApiGatewayV2::Route')
    .filter(({ properties }) => hasNoAuthorizer(properties) && !isOnConnection(properties))
    .map(({ logicalId, properties }) =>
      openFact(logicalId, 'AuthorizationType', render(properties.RouteKey)),
    );

const functionUrls = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::Lambda::Url')
    .filter(({ properties }) => properties.AuthType === 'NONE')
    .map(({ logicalId }) => openFact(logicalId, 'AuthType', `the function URL ${logicalId}`));

/** Types of SAM events, and the property that names an API of the template instead of the implicit one. */
const apiProperties: Readonly<Record<string, string | undefined>> = {
  Api: 'RestApiId',
  HttpApi: 'ApiId',
};

/** The authorizer of an event, of its API, or of every API in `Globals`. Undefined if none of them has one. */
const authOf = (event: unknown, model: TemplateModel): unknown => {
  const { Type, Properties } = asObject(event);
  const named = asObject(Properties)[apiProperties[String(Type)] ?? ''];
  const api = named === undefined ? undefined : apiAt(named, model);
  const isElsewhere = named !== undefined && api === undefined;
  const ofApi = api?.properties.Auth ?? at(model.globals, String(Type), 'Auth');
  return isElsewhere
    ? 'unknown'
    : (at(Properties, 'Auth') ?? (hasAuthorizer(ofApi) ? ofApi : undefined));
};

/** Authorizers of an API cover its methods only if one is the default. A resource policy covers all. */
const hasAuthorizer = (auth: unknown): boolean =>
  ['DefaultAuthorizer', 'ApiKeyRequired', 'ResourcePolicy'].some(
    (key) => at(auth, key) !== undefined,
  );

/** The SAM API that an event names, by a reference or, by mistake, as text. */
const apiAt = (named: unknown, model: TemplateModel): TemplateResource | undefined =>
  [...referencesIn(render(named)), render(named)]
    .map((id) => model.find(id))
    .find(
      (one) => one?.type === 'AWS::Serverless::Api' || one?.type === 'AWS::Serverless::HttpApi',
    );

/** SAM events of APIs without an authorizer. */
const samEvents = (model: TemplateModel): readonly TemplateFact[] =>
  model.ofType('AWS::Serverless::Function').flatMap(({ logicalId, properties }) =>
    Object.entries(asObject(properties.Events))
      .filter(
        ([, event]) =>
          apiProperties[String(asObject(event).Type)] !== undefined &&
          authOf(event, model) === undefined,
      )
      .map(([name]) =>
        openFact(logicalId, `Events.${name}`, `${logicalId} through its event ${name}`),
      ),
  );

/** The properties that limit a permission for everyone. */
const limits = [
  'SourceAccount',
  'SourceArn',
  'PrincipalOrgID',
  'FunctionUrlAuthType',
  'InvokedViaFunctionUrl',
];

/** Functions whose resource policy allows everyone. This policy also protects a function URL. */
const permissions = (model: TemplateModel): readonly TemplateFact[] =>
  model
    .ofType('AWS::Lambda::Permission')
    .filter(
      ({ properties }) =>
        properties.Principal === '*' && limits.every((name) => properties[name] === undefined),
    )
    .map(({ logicalId, properties }) =>
      openFact(logicalId, 'Principal', render(properties.FunctionName)),
    );

/** Finds functions that anyone can run. */
export const apiOpen: Rule = (model) =>
  [methods, routes, functionUrls, samEvents, permissions].flatMap((look) => look(model));
