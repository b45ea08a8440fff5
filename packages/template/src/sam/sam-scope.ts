import type { JsonObject } from '../json.ts';
import type { ResourceSource, TemplateResource } from '../template-resource.ts';

/** What the expansion of SAM resources needs from the template. */
export type SamScope = {
  /** Resolves a value with the parameters of the template. */
  resolve(value: unknown): unknown;
  spend(steps: number): void;
  /** The attribute `Connectors` of a resource. */
  connectorsOf(logicalId: string): unknown;
};

/** One generated resource. */
export type Generated = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly source: Omit<ResourceSource, 'logicalId'>;
  readonly dependsOn?: readonly string[];
};

/** A generated resource exists on the condition of the SAM resource that causes it. */
export const generatedFrom = (
  { logicalId, condition, source: cause }: TemplateResource,
  { source, dependsOn = [], ...one }: Generated,
): TemplateResource => ({
  ...one,
  metadata: {},
  attributes: ['Type', 'Properties'],
  dependsOn,
  ...(condition !== undefined && { condition }),
  // The cause of an implicit API is the event of a function.
  source: { logicalId: cause?.logicalId ?? logicalId, ...source },
});

/** A SAM resource under its own logical id, as the resource that SAM generates from it. */
export const converted = (
  from: TemplateResource,
  { type, properties, parts }: Converted,
): TemplateResource => ({
  ...from,
  type,
  properties,
  source: {
    ...(from.source ?? { logicalId: from.logicalId, where: from.logicalId }),
    ...(parts && { parts }),
  },
});

type Converted = Pick<TemplateResource, 'type' | 'properties'> & Pick<ResourceSource, 'parts'>;

/** A part of a logical id. A logical id has only letters and digits. */
export const idPart = (name: unknown): string =>
  typeof name === 'string' ? name.replaceAll(/[^A-Za-z0-9]/g, '') : '';

/** Leaves out the properties that are not set. */
export const withoutUndefined = (properties: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== undefined));

export const attributeOf = (logicalId: string, attribute: string): JsonObject => ({
  'Fn::GetAtt': [logicalId, attribute],
});
