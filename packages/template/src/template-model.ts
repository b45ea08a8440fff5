import { asList, asObject, type JsonObject } from './json.ts';
import type { ReadTemplate } from './read-template.ts';
import { referencesOf } from './render.ts';
import { withGlobals } from './sam-globals.ts';
import { TemplateUnreadableError } from './template-unreadable-error.ts';

export type TemplateResource = {
  readonly logicalId: string;
  readonly type: string;
  readonly properties: JsonObject;
  readonly metadata: JsonObject;
  /** All keys of the resource, including `Type` and `Properties`. */
  readonly attributes: readonly string[];
};

/** A template, prepared for the rules. */
export type TemplateModel = {
  /** The parameters with their defaults. */
  readonly parameters: JsonObject;
  /** SAM's `Globals`. */
  readonly globals: JsonObject;
  readonly resources: readonly TemplateResource[];
  ofType(...types: readonly string[]): readonly TemplateResource[];
  find(logicalId: string): TemplateResource | undefined;
};

/** Throws `TemplateUnreadableError` for a resource without a type and for circular references. */
export const templateModel = (template: ReadTemplate, name: string): TemplateModel => {
  const globals = asObject(template.Globals);
  const resources = Object.entries(template.Resources)
    // A transform expands Fn::ForEach and similar functions.
    .filter(([logicalId]) => !logicalId.startsWith('Fn::'))
    .map(([logicalId, value]) => resourceOf(logicalId, value, { name, globals }));
  refuseCycles(resources, template.Resources, name);
  return {
    parameters: asObject(template.Parameters),
    globals,
    resources,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    find: (logicalId) => resources.find((one) => one.logicalId === logicalId),
  };
};

type Surroundings = { readonly name: string; readonly globals: JsonObject };

const resourceOf = (
  logicalId: string,
  value: unknown,
  { name, globals }: Surroundings,
): TemplateResource => {
  const { Type, Properties, Metadata } = asObject(value);
  if (typeof Type === 'string') {
    return {
      logicalId,
      type: Type,
      properties: withGlobals(Type, asObject(Properties), globals),
      metadata: asObject(Metadata),
      attributes: Object.keys(asObject(value)),
    };
  }
  throw new TemplateUnreadableError(
    name,
    `the resource ${logicalId} has no Type. Add one, such as AWS::Lambda::Function.`,
  );
};

/** CloudFormation deploys a resource after the resources that it refers to, so references must not be circular. */
const refuseCycles = (
  resources: readonly TemplateResource[],
  values: JsonObject,
  name: string,
): void => {
  const known = new Set(resources.map(({ logicalId }) => logicalId));
  const edges = new Map(
    resources.map(({ logicalId, properties }) => [
      logicalId,
      [
        ...referencesOf(properties),
        ...asList(asObject(values[logicalId]).DependsOn).map(String),
      ].filter((target) => known.has(target) && target !== logicalId),
    ]),
  );
  const done = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    if (done.has(logicalId)) return;
    const start = path.indexOf(logicalId);
    if (start >= 0) {
      const circle = [...path.slice(start), logicalId].join(' → ');
      throw new TemplateUnreadableError(
        name,
        `its resources refer to each other in a circle: ${circle}. Remove one of the references.`,
      );
    }
    for (const target of edges.get(logicalId) ?? []) visit(target, [...path, logicalId]);
    done.add(logicalId);
  };
  for (const logicalId of known) visit(logicalId, []);
};
