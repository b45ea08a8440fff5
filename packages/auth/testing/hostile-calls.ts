import fc from 'fast-check';
import { hostileValue } from './hostile-values.ts';

type Path = readonly string[];
type Create = () => unknown;

const isTree = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    Object.getPrototypeOf(value) === Object.prototype);

/** Each place in a tree of lists and object literals, its root included. */
const pathsOf = (value: unknown): Path[] => [
  [],
  ...(isTree(value) ? Object.entries(value) : []).flatMap(([name, member]) =>
    pathsOf(member).map((path) => [name, ...path]),
  ),
];

const replaceAt = (value: unknown, [name, ...rest]: Path, replacement: unknown): unknown => {
  if (name === undefined) return replacement;
  const member = replaceAt(Reflect.get(Object(value), name), rest, replacement);
  return Array.isArray(value)
    ? value.map((entry, index) => (`${index}` === name ? member : entry))
    : { ...Object(value), [name]: member };
};

/** A hostile value in the place of a value, or of what a function gives. */
const forms: readonly ((create: Create) => unknown)[] = [
  (create) => create(),
  (create) => () => create(),
  (create) => () => {
    throw create();
  },
  (create) => async () => create(),
  (create) => async () => {
    throw create();
  },
];

/** Creates the parameters of a call, with a hostile value in one place, which can also be a parameter too many. */
export const hostileParameters = (valid: () => readonly unknown[]): fc.Arbitrary<Create> => {
  const places = [...pathsOf(valid()).filter((path) => path.length > 0), [`${valid().length}`]];
  return fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...forms), hostileValue)
    .map(([path, form, create]) => () => {
      const parameters = valid();
      const padded = path[0] === `${parameters.length}` ? [...parameters, undefined] : parameters;
      return replaceAt(padded, path, form(create));
    });
};
