import {
  type SamConnectorProfile,
  samConnectorProfiles,
} from '../../generated/sam-connector-profiles.ts';
import { asList, asObject, at, type JsonObject } from '../json.ts';
import type { TemplateResource } from '../template-resource.ts';
import { textParts } from '../text-parts.ts';
import type { ConnectorEnd } from './connector-ends.ts';
import { generatedFrom, type SamScope } from './sam-scope.ts';

/** One source and one destination of a connector. */
export type JoinedEnds = {
  readonly from: TemplateResource;
  /** The logical id of the connector. The logical ids of the generated resources begin with it. */
  readonly id: string;
  /** `Destination0`, for a connector with a list of destinations. */
  readonly suffix: string;
  /** The place of the connector. */
  readonly where: string;
  readonly source: ConnectorEnd;
  readonly destination: ConnectorEnd;
  readonly permissions: readonly string[];
};

/**
 * What a connector grants: the policy of a role, queue or topic, or the permission for a function. `undefined` if AWS has no
 * profile for the two types, or if the ends do not have its values. Permissions that the profile does not have grant
 * nothing.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/reference-sam-connector.html
 */
export const connectorGrants = (
  ends: JoinedEnds,
  scope: SamScope,
): readonly TemplateResource[] | undefined => {
  const { source, destination, permissions } = ends;
  const pair = `${source.type} ${destination.type}`;
  const profile = Object.hasOwn(samConnectorProfiles, pair)
    ? samConnectorProfiles[pair]
    : undefined;
  if (profile === undefined) return undefined;
  const values = { ...named('Source', source), ...named('Destination', destination) };
  const granted = Object.entries(profile.grants).filter(([name]) => permissions.includes(name));
  const used = namesIn(JSON.stringify(granted));
  if (used.some((name) => ofEnds.test(name) && values[name] === undefined)) return undefined;
  const filled = granted.map(([name, grant]) => [name, fill(grant, values, scope)] as const);
  if (profile.kind === 'permission') {
    return filled.map(([name, grant]) => permission(name, asObject(grant), ends));
  }
  const holder = holders[profile.kind](ends);
  if (holder.of === undefined) return undefined;
  const Statement = filled.flatMap(([, grant]) => asList(at(grant, 'Statement')));
  return Statement.length === 0 ? [] : [policy(holder, Statement, ends)];
};

/** The resource with the statements of a connector, and the role, queue or topic in its list. */
type Holder = {
  readonly name: string;
  readonly type: string;
  readonly list: string;
  readonly of: unknown;
};

const ofRole = ({ role }: ConnectorEnd): Holder => ({
  name: 'Policy',
  type: 'AWS::IAM::ManagedPolicy',
  list: 'Roles',
  of: role,
});

const holders: Readonly<
  Record<Exclude<SamConnectorProfile['kind'], 'permission'>, (ends: JoinedEnds) => Holder>
> = {
  'role of source': ({ source }) => ofRole(source),
  'role of destination': ({ destination }) => ofRole(destination),
  'queue policy': ({ destination }) => ({
    name: 'QueuePolicy',
    type: 'AWS::SQS::QueuePolicy',
    list: 'Queues',
    of: destination.queueUrl,
  }),
  'topic policy': ({ destination }) => ({
    name: 'TopicPolicy',
    type: 'AWS::SNS::TopicPolicy',
    list: 'Topics',
    of: destination.values.Arn,
  }),
};

const policy = (
  { name, type, list, of }: Holder,
  Statement: readonly unknown[],
  { from, id, suffix, where }: JoinedEnds,
): TemplateResource => {
  const logicalId = `${id}${name}${suffix}`;
  return generatedFrom(from, {
    logicalId,
    type,
    properties: { [list]: [of], PolicyDocument: { Version: '2012-10-17', Statement } },
    source: { where, policiesOfAws: [logicalId] },
  });
};

const permission = (
  name: string,
  grant: JsonObject,
  { from, id, suffix, where, destination }: JoinedEnds,
): TemplateResource =>
  generatedFrom(from, {
    logicalId: `${id}${name}LambdaPermission${suffix}`,
    type: 'AWS::Lambda::Permission',
    properties: { ...grant, FunctionName: destination.values.Arn },
    source: { where },
  });

const named = (end: string, { values }: ConnectorEnd): JsonObject =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${end}${name}`, value]));

const namesIn = (text: string): readonly string[] =>
  textParts(text).flatMap((part) => ('name' in part ? [part.name] : []));

const ofEnds = /^(?:Source|Destination)/;

/** Replaces the variables of a profile by the values of the two ends. */
const fill = (grant: unknown, values: JsonObject, scope: SamScope): unknown => {
  if (Array.isArray(grant)) return grant.map((one) => fill(one, values, scope));
  if (typeof grant !== 'string') {
    return Object.fromEntries(
      Object.entries(asObject(grant)).map(([key, one]) => [key, fill(one, values, scope)]),
    );
  }
  const used = namesIn(grant);
  const [only = ''] = used;
  if (grant === `\${${only}}` && ofEnds.test(only)) return values[only];
  if (used.length === 0) return grant;
  const given = Object.entries(values).filter(([name]) => used.includes(name));
  return scope.resolve({ 'Fn::Sub': [grant, Object.fromEntries(given)] });
};
