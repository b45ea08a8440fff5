import { asObject, at, isIntrinsic, type JsonObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { httpApiOf } from './http-api-of.ts';
import { operationsOf } from './operations.ts';
import { restApiOf } from './rest-api-of.ts';

const httpType = 'AWS::ApiGatewayV2::Api';

const apiTypes: ReadonlySet<string> = new Set(['AWS::ApiGateway::RestApi', httpType]);

/**
 * Adds the methods, routes, integrations and authorizers that API Gateway creates from OpenAPI documents in the template.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-swagger-extensions.html
 */
export const expandDefinitions = (
  resources: readonly TemplateResource[],
  spend: (steps: number) => void,
): readonly TemplateResource[] =>
  resources.flatMap((api) => {
    const document = readableDefinition(api);
    if (document === undefined) return [api];
    const operations = operationsOf(document, api);
    spend(operations.length);
    return [api, ...(api.type === httpType ? httpApiOf : restApiOf)(api, { document, operations })];
  });

/** The OpenAPI document of an API, if the template shows all of it. */
export const readableDefinition = ({
  type,
  properties,
}: TemplateResource): JsonObject | undefined => {
  const document = apiTypes.has(type) ? properties.Body : undefined;
  const paths = at(document, 'paths');
  const isShown =
    [document, paths, ...Object.values(asObject(paths))].every(isPlain) &&
    isPlain(at(document, 'components') ?? {});
  return isShown ? asObject(document) : undefined;
};

/** A macro such as `AWS::Include` adds what the template does not show. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !isIntrinsic(value) &&
  !Object.hasOwn(value, 'Fn::Transform');
