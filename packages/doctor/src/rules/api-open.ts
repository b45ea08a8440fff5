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
    .map(({ logicalId, properties, source }) =>
      openFact(
        logicalId,
        'AuthorizationType',
        `${render(properties.HttpMethod)} of ${source?.where ?? logicalId}`,
      ),
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
  [methods, routes, functionUrls, permissions].flatMap((look) => look(model));
