import { propertyTypes } from '../../generated/property-types.ts';
import type { ObjectType, PropertyType, PropertyTypes } from './property-type.ts';

const { resources, definitions }: PropertyTypes = propertyTypes;

/** A value that is not of its specified type. */
export type TypeProblem = {
  readonly path: readonly string[];
  /** The end of a sentence about the property. */
  readonly problem: string;
};

type Check = (value: unknown, path: readonly string[]) => TypeProblem | undefined;

/**
 * The first value of a resource that is not of the type in CloudFormation's specification. Like CloudFormation, it
 * accepts a number or a boolean in place of its text, and the reverse. Undefined also for a type without specification.
 */
export const typeProblem = (
  type: string,
  properties: Readonly<Record<string, unknown>>,
): TypeProblem | undefined => {
  const specified = own(resources, type);
  return specified && objectProblem(specified, properties, []);
};

const own = <Value>(values: Readonly<Record<string, Value>>, name: string): Value | undefined =>
  Object.hasOwn(values, name) ? values[name] : undefined;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const objectProblem = (
  { properties, required }: ObjectType,
  value: unknown,
  path: readonly string[],
): TypeProblem | undefined => {
  if (!isRecord(value)) return expected('an object', value, path);
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) return { path: [...path, missing], problem: 'it is required' };
  return first(Object.entries(value), ([name, one]) => {
    const type = own(properties, name);
    if (one === undefined) return undefined;
    if (type !== undefined) return problemOf(type, one, [...path, name]);
    return { path: [...path, name], problem: 'the type has no such property' };
  });
};

const problemOf = (
  type: PropertyType,
  value: unknown,
  path: readonly string[],
): TypeProblem | undefined => {
  if (typeof type === 'string') return simple[type](value, path);
  switch (type[0]) {
    case 'one of': {
      const [, ...accepted] = type;
      return accepted.includes(String(value))
        ? undefined
        : expected(accepted.join(' or '), value, path);
    }
    case 'list': {
      if (!Array.isArray(value)) return expected('a list', value, path);
      return first(value.entries(), ([index, one]) =>
        problemOf(type[1], one, [...path, `${index}`]),
      );
    }
    case 'map': {
      if (!isRecord(value)) return expected('an object', value, path);
      return first(Object.entries(value), ([name, one]) =>
        problemOf(type[1], one, [...path, name]),
      );
    }
    case 'any of': {
      const [, ...options] = type;
      const problems = options.map((option) => problemOf(option, value, path));
      return problems.includes(undefined) ? undefined : problems[0];
    }
    case 'object': {
      const definition = own(definitions, type[1]);
      return definition && objectProblem(definition, value, path);
    }
  }
};

const first = <Item>(
  items: Iterable<Item>,
  check: (item: Item) => TypeProblem | undefined,
): TypeProblem | undefined => {
  for (const item of items) {
    const problem = check(item);
    if (problem !== undefined) return problem;
  }
  return undefined;
};

const isScalar = (value: unknown): boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

const isNumber = (value: unknown): boolean =>
  (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) &&
  Number.isFinite(Number(value));

const isDocument = (value: unknown): boolean => {
  if (typeof value !== 'string') return typeof value === 'object' && value !== null;
  try {
    return isDocument(Object(JSON.parse(value)));
  } catch {
    return false;
  }
};

const check =
  (form: string, hasForm: (value: unknown) => boolean): Check =>
  (value, path) =>
    hasForm(value) ? undefined : expected(form, value, path);

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html */
const tag: Check = (value, path) => {
  const form = 'a tag with Key and Value';
  if (!isRecord(value)) return expected(form, value, path);
  const { Key, Value, ...others } = value;
  const isTag = isScalar(Key) && isScalar(Value) && Object.keys(others).length === 0;
  return isTag ? undefined : expected(form, value, path);
};

const simple: Readonly<Record<Extract<PropertyType, string>, Check>> = {
  string: check('text', isScalar),
  integer: check('an integer', (value) => isNumber(value) && Number.isInteger(Number(value))),
  number: check('a number', isNumber),
  boolean: check('true or false', (value) => ['true', 'false'].includes(String(value))),
  json: check('an object or its JSON text', isDocument),
  tag,
};

const expected = (form: string, value: unknown, path: readonly string[]): TypeProblem => ({
  path,
  problem: `expected ${form}, got ${kindOf(value)}`,
});

const kindOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'a list';
  if (value === null || typeof value === 'object') return value === null ? 'null' : 'an object';
  return typeof value === 'string' ? JSON.stringify(value.slice(0, 100)) : String(value);
};
