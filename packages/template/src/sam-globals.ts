import { asObject, at, type JsonObject } from './json.ts';

const samFunction = 'AWS::Serverless::Function';

/** Adds the properties from SAM's `Globals` to a resource. The resource's own properties override them. */
export const withGlobals = (type: string, properties: JsonObject, globals: unknown): JsonObject => {
  if (type !== samFunction) return properties;
  const shared = asObject(at(globals, 'Function'));
  const environment = {
    ...asObject(shared.Environment),
    ...asObject(properties.Environment),
    Variables: {
      ...asObject(at(shared, 'Environment', 'Variables')),
      ...asObject(at(properties, 'Environment', 'Variables')),
    },
  };
  return { ...shared, ...properties, Environment: environment };
};
