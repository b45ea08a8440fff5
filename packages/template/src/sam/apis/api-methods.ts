import { asObject, at } from '../../json.ts';
import { calledBy } from '../events/sam-event.ts';
import { withoutUndefined } from '../sam-scope.ts';
import { defaultAuthorizer, guardOf, guardOfEvent } from './authorizers.ts';
import {
  type ApiEvent,
  type ApiMethod,
  type Authorizers,
  invocationUri,
  type SamApi,
} from './sam-api.ts';

/** The methods of an API that its events declare, and the preflights that SAM adds for CORS. */
export const methodsOf = (
  api: SamApi,
  authorizers: Authorizers,
  kind: 'rest' | 'http',
): readonly ApiMethod[] => {
  const { DefinitionBody, DefinitionUri, MergeDefinitions, Cors } = api.from.properties;
  const isDefined = DefinitionBody !== undefined || DefinitionUri !== undefined;
  // The events of a REST API with a definition only add permissions.
  const usesEvents = !isDefined || kind === 'http' || String(MergeDefinitions) === 'true';
  const isNew = ({ path, verb }: ApiEvent): boolean =>
    at(DefinitionBody, 'paths', path, verb.toLowerCase()) === undefined;
  const methods = (usesEvents ? api.events.filter(isNew) : []).map((event) =>
    methodOfEvent(event, api, authorizers),
  );
  if (kind === 'http' || Cors === undefined) return methods;
  const defined = Object.entries(asObject(at(DefinitionBody, 'paths')));
  const withOptions = [
    ...defined.filter(([, item]) => at(item, 'options') !== undefined).map(([path]) => path),
    ...methods.filter(({ verb }) => verb === 'OPTIONS').map(({ path }) => path),
  ];
  const paths = [...defined.map(([path]) => path), ...methods.map(({ path }) => path)];
  const without = [...new Set(paths)].filter((path) => !withOptions.includes(path));
  return [...methods, ...preflights(without, api, authorizers)];
};

const methodOfEvent = (event: ApiEvent, api: SamApi, authorizers: Authorizers): ApiMethod => {
  const guard = guardOfEvent(event.properties, api, authorizers);
  return {
    from: event.from,
    where: event.where,
    logicalId: `${event.id}Method`,
    path: event.path,
    verb: event.verb,
    guard,
    integration: withoutUndefined({
      Type: 'AWS_PROXY',
      IntegrationHttpMethod: 'POST',
      Uri: invocationUri(calledBy(event), api.scope),
      Credentials:
        event.type === 'Api' ? credentialsOf(event, api, guard.AuthorizationType) : undefined,
      TimeoutInMillis: event.properties.TimeoutInMillis,
    }),
  };
};

const ofCaller = 'arn:aws:iam::*:user/*';

/**
 * With `AWS_IAM`, a REST API of SAM runs the function with the credentials of its caller, unless `InvokeRole` differs.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-property-function-apifunctionauth.html
 */
const credentialsOf = ({ properties }: ApiEvent, { from }: SamApi, type: unknown): unknown => {
  if (type !== 'AWS_IAM') return undefined;
  const role = at(properties.Auth, 'InvokeRole') ?? at(from.properties.Auth, 'InvokeRole');
  if (role === undefined || role === 'CALLER_CREDENTIALS') return ofCaller;
  return role === 'NONE' ? undefined : role;
};

const preflights = (
  paths: readonly string[],
  api: SamApi,
  authorizers: Authorizers,
): readonly ApiMethod[] => {
  const { from, place } = api;
  const { AddDefaultAuthorizerToCorsPreflight } = asObject(from.properties.Auth);
  const isGuarded = String(AddDefaultAuthorizerToCorsPreflight ?? true) === 'true';
  const name = isGuarded ? defaultAuthorizer(api) : undefined;
  return paths.map((path, index) => ({
    from,
    where: `${place}.Auth`,
    logicalId: `${from.logicalId}Preflight${index}`,
    path,
    verb: 'OPTIONS',
    guard: guardOf(name, undefined, authorizers),
    integration: { Type: 'MOCK' },
  }));
};
