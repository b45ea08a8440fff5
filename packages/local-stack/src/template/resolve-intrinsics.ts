import { UnplacedError } from './template-error.ts';

/** Supplies the values of references. */
export type ReferenceSource = {
  /** Value of `Ref` for a logical id or a pseudo parameter such as `AWS::Region`. */
  ref(name: string): unknown;
  /** Value of `Fn::GetAtt`. */
  attribute(logicalId: string, attribute: string): unknown;
};

type Intrinsic = (argument: unknown, source: ReferenceSource) => unknown;

/**
 * Replaces every intrinsic function in a value of a template. It refuses intrinsics that this project's
 * templates do not use. See
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference.html
 *
 * @throws UnplacedError for an unknown intrinsic or arguments of the wrong form
 */
export const resolveIntrinsics = (value: unknown, source: ReferenceSource): unknown => {
  if (Array.isArray(value)) {
    return value.map((one) => resolveIntrinsics(one, source)).filter((one) => one !== noValue);
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value);
  const [only] = entries;
  if (entries.length === 1 && only && isIntrinsicName(only[0])) {
    return intrinsicOf(only[0])(only[1], source);
  }
  const resolved = entries.map(([key, one]) => [key, resolveIntrinsics(one, source)] as const);
  return Object.fromEntries(resolved.filter(([, one]) => one !== noValue));
};

const noValue = Symbol('AWS::NoValue');

const isIntrinsicName = (key: string): boolean => key === 'Ref' || key.startsWith('Fn::');

const intrinsicOf = (name: string): Intrinsic => {
  const intrinsic = intrinsics.get(name);
  if (!intrinsic) throw new UnplacedError(`The local stack does not resolve ${name}.`);
  return intrinsic;
};

const ref: Intrinsic = (argument, source) =>
  argument === 'AWS::NoValue' ? noValue : source.ref(stringOf(argument, 'Ref'));

const getAtt: Intrinsic = (argument, source) => {
  const parts = typeof argument === 'string' ? argument.split('.') : listOf(argument, 'Fn::GetAtt');
  const [logicalId, ...attribute] = parts.map((part) => stringOf(part, 'Fn::GetAtt'));
  if (logicalId === undefined || attribute.length === 0) {
    throw new UnplacedError('Fn::GetAtt requires a logical id and an attribute.');
  }
  return source.attribute(logicalId, attribute.join('.'));
};

const sub: Intrinsic = (argument, source) => {
  const [text, variables] = Array.isArray(argument) ? argument : [argument, {}];
  const own = new Map(Object.entries(resolveIntrinsics(variables, source) ?? {}));
  return stringOf(text, 'Fn::Sub').replace(/\$\{(!?)([^}]*)\}/g, (_all, literal, name: string) => {
    if (literal) return `\${${name}}`;
    const value = own.has(name) ? own.get(name) : referenceOf(name, source);
    return scalarOf(value, `\${${name}} in Fn::Sub`);
  });
};

const referenceOf = (name: string, source: ReferenceSource): unknown => {
  const dot = name.indexOf('.');
  return dot < 0 ? source.ref(name) : source.attribute(name.slice(0, dot), name.slice(dot + 1));
};

const join: Intrinsic = (argument, source) => {
  const [separator, parts] = listOf(argument, 'Fn::Join');
  return listOf(resolveIntrinsics(parts, source), 'Fn::Join')
    .map((part) => scalarOf(part, 'a part of Fn::Join'))
    .join(stringOf(separator, 'Fn::Join'));
};

const select: Intrinsic = (argument, source) => {
  const [index, list] = listOf(resolveIntrinsics(argument, source), 'Fn::Select');
  const items = listOf(list, 'Fn::Select');
  const position = Number(index);
  if (!Number.isInteger(position) || position < 0 || position >= items.length) {
    throw new UnplacedError(
      `Fn::Select refers to item ${String(index)} of a list of ${items.length}.`,
    );
  }
  return items[position];
};

const split: Intrinsic = (argument, source) => {
  const [separator, text] = listOf(resolveIntrinsics(argument, source), 'Fn::Split');
  return stringOf(text, 'Fn::Split').split(stringOf(separator, 'Fn::Split'));
};

const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
]);

const listOf = (value: unknown, where: string): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  throw new UnplacedError(`${where} requires a list.`);
};

const stringOf = (value: unknown, where: string): string => {
  if (typeof value === 'string') return value;
  throw new UnplacedError(`${where} requires a string.`);
};

const scalarOf = (value: unknown, where: string): string => {
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new UnplacedError(`The value of ${where} is not a string, number or boolean.`);
};
