import { asObject, type JsonObject } from '../../json.ts';
import type { TemplateResource } from '../../template-resource.ts';
import type { RoleAdditions } from '../execution-role.ts';
import { calledArn, calledName } from '../function-version.ts';
import { type Generated, generatedFrom, type SamScope, withoutUndefined } from '../sam-scope.ts';

/** One event of a SAM function. */
export type SamEvent = {
  readonly from: TemplateResource;
  readonly name: string;
  readonly type: string;
  readonly properties: JsonObject;
  /** The place in the template. */
  readonly where: string;
  /** Function and event. The logical ids of the generated resources begin with it. */
  readonly id: string;
  readonly scope: SamScope;
};

/** A change to a resource of the template. */
export type Amendment = {
  readonly logicalId: string;
  amend(properties: JsonObject): JsonObject;
};

/** What SAM generates from an event. */
export type ExpandedEvent = Partial<RoleAdditions> & {
  readonly resources: readonly TemplateResource[];
  readonly amendments?: readonly Amendment[];
};

export const eventsOf = (from: TemplateResource, scope: SamScope): readonly SamEvent[] =>
  Object.entries(asObject(from.properties.Events)).map(([name, event]) => ({
    from,
    name,
    type: String(asObject(event).Type),
    properties: asObject(asObject(event).Properties),
    where: `${from.logicalId}.Events.${name}`,
    id: `${from.logicalId}${name}`,
    scope,
  }));

/** A resource that SAM generates from an event. */
export const generatedBy = (
  { from, where }: SamEvent,
  { properties, ...one }: Omit<Generated, 'source'>,
): TemplateResource =>
  generatedFrom(from, { ...one, properties: withoutUndefined(properties), source: { where } });

/** The permission that lets a service run the function of an event, or its alias. */
export const permissionFor = (
  event: SamEvent,
  properties: JsonObject,
  logicalId = `${event.id}Permission`,
): TemplateResource =>
  generatedBy(event, {
    logicalId,
    type: 'AWS::Lambda::Permission',
    properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: calledName(event.from),
      ...properties,
    },
  });

/** The ARN of the function of an event, or of its alias. */
export const calledBy = ({ from }: SamEvent): unknown => calledArn(from);
