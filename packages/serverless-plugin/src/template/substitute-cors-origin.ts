import { logicalIdsOfType, type Template } from './template.ts';

const originHeader = 'method.response.header.Access-Control-Allow-Origin';

/**
 * Lets the CORS origin of a preflight response refer to a resource. The framework accepts plain text only,
 * so the browser would otherwise receive `${Resource.Attribute}` literally.
 */
export const substituteCorsOrigin = (template: Template): void => {
  for (const id of logicalIdsOfType(template, 'AWS::ApiGateway::Method')) {
    for (const parameters of responseParametersOf(template.Resources[id]?.Properties)) {
      const origin = parameters[originHeader];
      if (typeof origin === 'string' && origin.includes('${')) {
        parameters[originHeader] = { 'Fn::Sub': origin };
      }
    }
  }
};

type Integration = {
  readonly IntegrationResponses?: readonly {
    readonly ResponseParameters?: Record<string, unknown>;
  }[];
};

const responseParametersOf = (
  properties: Record<string, unknown> = {},
): readonly Record<string, unknown>[] => {
  const { IntegrationResponses = [] } = (properties.Integration ?? {}) as Integration;
  return IntegrationResponses.flatMap(({ ResponseParameters }) =>
    ResponseParameters === undefined ? [] : [ResponseParameters],
  );
};
