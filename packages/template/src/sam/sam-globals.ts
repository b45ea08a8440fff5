import { asList, asObject, at, isIntrinsic, type JsonObject } from '../json.ts';

const samType = /^AWS::Serverless::(Api|Function|HttpApi|SimpleTable|StateMachine)$/;

/**
 * Adds the properties from SAM's `Globals` to a resource, except those that its attribute `IgnoreGlobals` names. Maps are
 * merged, lists are joined, and any other value of the resource overrides the global one.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
 */
export const withGlobals = (
  type: string,
  properties: JsonObject,
  { globals, ignored }: { readonly globals: unknown; readonly ignored: unknown },
): JsonObject => {
  const [, section] = samType.exec(type) ?? [];
  const ignoredNames = asList(ignored).map(String);
  if (section === undefined || ignoredNames.includes('*')) return properties;
  const all = Object.entries(asObject(at(globals, section)));
  const shared = Object.fromEntries(all.filter(([name]) => !ignoredNames.includes(name)));
  return asObject(merged(shared, properties));
};

const merged = (shared: unknown, own: unknown): unknown => {
  if (Array.isArray(shared) && Array.isArray(own)) return [...shared, ...own];
  if (!isMap(shared) || !isMap(own)) return own;
  const result: Record<string, unknown> = Object.assign(Object.create(null), shared);
  for (const [name, value] of Object.entries(own)) {
    result[name] = Object.hasOwn(shared, name) ? merged(shared[name], value) : value;
  }
  return result;
};

const isMap = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isIntrinsic(value);
