/** The type of a property in CloudFormation's specification. */
export type PropertyType =
  | 'string'
  | 'integer'
  | 'number'
  | 'boolean'
  /** A document: an object, or its JSON text. */
  | 'json'
  | 'tag'
  | readonly ['one of', ...string[]]
  | readonly ['list', PropertyType]
  | readonly ['map', PropertyType]
  | readonly ['any of', ...PropertyType[]]
  /** The key of a definition. */
  | readonly ['object', string];

export type ObjectType = {
  readonly properties: Readonly<Record<string, PropertyType>>;
  readonly required: readonly string[];
};

export type PropertyTypes = {
  /** The properties of each resource type that the local stack deploys. */
  readonly resources: Readonly<Record<string, ObjectType>>;
  readonly definitions: Readonly<Record<string, ObjectType>>;
};
