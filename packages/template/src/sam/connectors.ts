import { asList, asObject, at, type JsonObject } from '../json.ts';
import { referencesIn, render } from '../render.ts';
import type { TemplateResource } from '../template-resource.ts';
import type { Amendment } from './events/sam-event.ts';
import { generatedFrom } from './sam-scope.ts';

/** Two resources that a connector joins, and the place of the connector. */
type Connection = {
  readonly from: TemplateResource;
  readonly name: string;
  readonly ends: readonly string[];
  readonly where: string;
};

const idsOf = (end: unknown): readonly string[] =>
  asList(end).flatMap((one) => asList(at(one, 'Id')).map(String));

/** Connectors are resources, or an attribute of the resource that they begin at. */
export const connectionsOf = (
  from: TemplateResource,
  attribute: unknown,
): readonly Connection[] => {
  const { logicalId, type, properties } = from;
  if (type === 'AWS::Serverless::Connector') {
    const ends = [...idsOf(properties.Source), ...idsOf(properties.Destination)];
    return [{ from, name: logicalId, ends, where: logicalId }];
  }
  return Object.entries(asObject(attribute)).map(([name, one]) => ({
    from,
    name,
    ends: [logicalId, ...idsOf(at(one, 'Properties', 'Destination'))],
    where: `${logicalId}.Connectors.${name}`,
  }));
};

/**
 * A connector grants what AWS lists for each pair of types. That list is not read here, so the roles of its functions have
 * a policy of unknown content, and its functions have a permission for an unknown caller.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
export const expandConnection = (
  { from, name, ends, where }: Connection,
  functions: ReadonlyMap<string, TemplateResource>,
): {
  readonly resources: readonly TemplateResource[];
  readonly amendments: readonly Amendment[];
} => {
  const joined = [...new Set(ends)].flatMap((id) => functions.get(id) ?? []);
  const unknown = { [`of the connector ${name}`]: {} };
  const amend = (properties: JsonObject): JsonObject => ({
    ...properties,
    Policies: [...asList(properties.Policies), unknown],
  });
  return {
    resources: joined.map(({ logicalId }) =>
      generatedFrom(from, {
        logicalId: `${logicalId}${name}Permission`,
        type: 'AWS::Lambda::Permission',
        properties: {
          Action: 'lambda:InvokeFunction',
          FunctionName: { Ref: logicalId },
          Principal: { 'Fn::Transform': { Name: 'AWS::Serverless::Connector' } },
        },
        source: { where },
      }),
    ),
    amendments: joined.flatMap(({ properties }) =>
      referencesIn(render(properties.Role)).map((logicalId) => ({ logicalId, amend })),
    ),
  };
};
