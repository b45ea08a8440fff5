import type { JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import { generatedFrom, withoutUndefined } from '../sam-scope.ts';

/** A route of an HTTP API, as an event of a function or an API definition describes it. */
export type HttpRoute = {
  readonly apiId: string;
  readonly logicalId: string;
  /** The place in the source, for a person. */
  readonly where: string;
  readonly path: string;
  /** The method in upper case, or `ANY`. */
  readonly verb: string;
  /** Properties of the integration other than `ApiId`. */
  readonly integration: JsonObject;
  /** `AuthorizationType` and the properties that belong to it. */
  readonly authorization: JsonObject;
};

/** A route and its integration. */
export const httpRoute = (
  from: TemplateResource,
  { apiId, logicalId, where, path, verb, integration, authorization }: HttpRoute,
): readonly TemplateResource[] => {
  const ApiId = { Ref: apiId };
  const integrationId = `${logicalId}Integration`;
  return [
    generatedFrom(from, {
      logicalId: integrationId,
      type: 'AWS::ApiGatewayV2::Integration',
      properties: withoutUndefined({ ApiId, ...integration }),
      source: { where },
    }),
    generatedFrom(from, {
      logicalId,
      type: 'AWS::ApiGatewayV2::Route',
      properties: {
        ApiId,
        RouteKey: path === '/$default' ? '$default' : `${verb} ${path}`,
        Target: { 'Fn::Sub': `integrations/\${${integrationId}}` },
        ...authorization,
      },
      source: { where },
    }),
  ];
};
