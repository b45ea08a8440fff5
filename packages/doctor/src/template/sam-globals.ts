import { asObject, at, type JsonObject } from './json.ts';

const samFunction = 'AWS::Serverless::Function';

/** Properties of a resource with what SAM's `Globals` give to every function. A function's own come first. */
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
