import { asList, asObject, at, type JsonObject } from '../json.ts';
import { referencesIn, render } from '../render.ts';
import type { TemplateResource } from '../template-resource.ts';
import { readEnd } from './connector-ends.ts';
import { connectorGrants } from './connector-grants.ts';
import type { Expanded } from './expand-function.ts';
import { generatedFrom, type SamScope } from './sam-scope.ts';

/** One connector, from a source to its destinations. */
export type Connection = {
  readonly from: TemplateResource;
  readonly name: string;
  /** The logical id of the connector. */
  readonly id: string;
  readonly source: unknown;
  readonly destination: unknown;
  readonly permissions: unknown;
  /** The place of the connector. */
  readonly where: string;
};

/** Connectors are resources, or an attribute of the resource that they begin at. */
export const connectionsOf = (
  from: TemplateResource,
  attribute: unknown,
): readonly Connection[] => {
  const { logicalId, type, properties } = from;
  if (type === 'AWS::Serverless::Connector') {
    const source = properties.Source;
    const ends = endsOf(properties);
    return [{ from, name: logicalId, id: logicalId, where: logicalId, source, ...ends }];
  }
  return Object.entries(asObject(attribute)).map(([name, one]) => {
    const properties = asObject(at(one, 'Properties'));
    return {
      from,
      name,
      id: `${logicalId}${name}`,
      where: `${logicalId}.Connectors.${name}`,
      source: { ...asObject(properties.SourceReference), Id: logicalId },
      ...endsOf(properties),
    };
  });
};

const endsOf = ({ Destination, Permissions }: JsonObject) => ({
  destination: Destination,
  permissions: Permissions,
});

type Resources = ReadonlyMap<string, TemplateResource>;

/**
 * A connector grants what AWS lists for each pair of types. If AWS lists nothing for the pair, or the template does not show
 * the ends, then the roles of the functions have a policy of unknown content, and the functions have a permission for an
 * unknown caller.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/managing-permissions-connectors.html
 */
export const expandConnection = (
  connection: Connection,
  resources: Resources,
  scope: SamScope,
): Expanded => {
  const { from, id, where, source, destination } = connection;
  const permissions = asList(connection.permissions);
  const destinations = asList(destination);
  scope.spend(1 + destinations.length);
  const granted = destinations.map((one, index) => {
    const ends = {
      source: readEnd(source, one, resources),
      destination: readEnd(one, source, resources),
    };
    if (ends.source === undefined || ends.destination === undefined) return undefined;
    if (!permissions.every((name) => typeof name === 'string')) return undefined;
    const suffix = Array.isArray(destination) ? `Destination${index}` : '';
    const joined = { from, id, suffix, where, permissions };
    return connectorGrants(
      { ...joined, source: ends.source, destination: ends.destination },
      scope,
    );
  });
  const unknown = destinations.filter((_, index) => granted[index] === undefined);
  const known = { resources: granted.flatMap((one) => one ?? []), amendments: [] };
  if (unknown.length === 0 && destinations.length > 0) return known;
  const open = unknownGrants(connection, [source, ...unknown], resources);
  return { ...open, resources: [...known.resources, ...open.resources] };
};

const unknownGrants = (
  { from, name, where }: Connection,
  ends: readonly unknown[],
  resources: Resources,
): Expanded => {
  const ids = ends.flatMap((end) => asList(at(end, 'Id')).map(String));
  const functions = [...new Set(ids)]
    .flatMap((id) => resources.get(id) ?? [])
    .filter(({ type }) => type === 'AWS::Lambda::Function');
  const unknown = { [`of the connector ${name}`]: {} };
  const amend = (properties: JsonObject): JsonObject => ({
    ...properties,
    Policies: [...asList(properties.Policies), unknown],
  });
  return {
    resources: functions.map(({ logicalId }) =>
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
    amendments: functions.flatMap(({ properties }) =>
      referencesIn(render(properties.Role)).map((logicalId) => ({ logicalId, amend })),
    ),
  };
};
