import { asObject, at, isIntrinsic } from '../json.ts';
import { stepsOfText } from '../step-budget.ts';
import { textParts } from '../text-parts.ts';
import { type KnownOrNot, partsOfValue, referenceTo, valueOfParts } from './partial-text.ts';
import { malformed, type Place, type ResolutionScope } from './resolution-scope.ts';

export type Call = {
  readonly scope: ResolutionScope;
  readonly place: Place | undefined;
  /** Resolves a value inside the call. Returns `noValue` for `AWS::NoValue`. */
  resolve(value: unknown, key: string | number): unknown;
  readonly noValue: symbol;
};

export type Intrinsic = (argument: unknown, call: Call) => unknown;

const isScalar = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

/** Whether nothing inside a value is left to CloudFormation. */
export const isKnown = (value: unknown): boolean => {
  if (typeof value === 'string') return !value.includes('{{resolve:');
  if (typeof value !== 'object' || value === null) return true;
  return !isIntrinsic(value) && Object.values(value).every(isKnown);
};

const wrong = ({ scope, place }: Call, reason: string) => malformed(scope, place, reason);

const listOf = (
  name: string,
  { argument, length }: { argument: unknown; length: readonly [number, number] },
  call: Call,
): readonly unknown[] => {
  const [least, most] = length;
  if (Array.isArray(argument) && argument.length >= least && argument.length <= most) {
    return argument;
  }
  const count = least === most ? String(least) : `${least} to ${most}`;
  throw wrong(call, `${name} requires a list of ${count} items.`);
};

const namedValue = (name: string, { scope }: Call): unknown =>
  scope.values.has(name) ? scope.values.get(name) : referenceTo(name);

const ref: Intrinsic = (argument, call) => {
  const name = call.resolve(argument, 'Ref');
  if (typeof name === 'string') {
    return call.scope.values.has(name) ? call.scope.values.get(name) : { Ref: name };
  }
  if (isIntrinsic(name)) return { Ref: name };
  throw wrong(call, 'Ref requires the name of a parameter or a resource.');
};

const getAtt: Intrinsic = (argument, call) => {
  if (typeof argument === 'string' && argument.indexOf('.') > 0) return referenceTo(argument);
  if (!Array.isArray(argument) || argument.length < 2 || typeof argument[0] !== 'string') {
    throw wrong(call, 'Fn::GetAtt requires a logical id and an attribute.');
  }
  const rest = argument.slice(1).map((one) => call.resolve(one, 'Fn::GetAtt'));
  const isText = rest.every((one) => typeof one === 'string');
  return { 'Fn::GetAtt': isText ? [argument[0], rest.join('.')] : [argument[0], ...rest] };
};

const sub: Intrinsic = (argument, call) => {
  const [text, variables] =
    typeof argument === 'string'
      ? [argument]
      : listOf('Fn::Sub', { argument, length: [2, 2] }, call);
  if (typeof text !== 'string') throw wrong(call, 'Fn::Sub requires a text.');
  call.scope.budget.spend(stepsOfText(text));
  const given = asObject(variables === undefined ? undefined : call.resolve(variables, 'Fn::Sub'));
  return textOf(
    textParts(text).flatMap((part) => {
      if ('text' in part) return [part];
      return spentParts(
        Object.hasOwn(given, part.name) ? given[part.name] : namedValue(part.name, call),
        call,
      );
    }),
    call,
  );
};

/** Rules look at each part of a text. */
const stepsPerPart = 8;

const spentParts = (value: unknown, { scope }: Call): readonly KnownOrNot[] => {
  const parts = partsOfValue(value);
  scope.budget.spend(parts.length);
  for (const part of parts) if ('text' in part) scope.budget.spend(stepsOfText(part.text));
  return parts;
};

const textOf = (parts: readonly KnownOrNot[], { scope }: Call): unknown => {
  scope.budget.spend(parts.length * stepsPerPart);
  return valueOfParts(parts);
};

const join: Intrinsic = (argument, call) => {
  const [delimiter, values] = listOf('Fn::Join', { argument, length: [2, 2] }, call).map((one) =>
    call.resolve(one, 'Fn::Join'),
  );
  if (typeof delimiter !== 'string' || !Array.isArray(values)) {
    if (isIntrinsic(values) || isIntrinsic(delimiter)) return { 'Fn::Join': [delimiter, values] };
    throw wrong(call, 'Fn::Join requires a delimiter and a list.');
  }
  const between: readonly KnownOrNot[] = delimiter === '' ? [] : [{ text: delimiter }];
  const parts = values.flatMap((value, index) => [
    ...(index === 0 ? [] : between),
    ...spentParts(value, call),
  ]);
  call.scope.budget.spend(values.length * stepsOfText(delimiter));
  return textOf(parts, call);
};

const select: Intrinsic = (argument, call) => {
  const [index, list] = listOf('Fn::Select', { argument, length: [2, 2] }, call).map((one) =>
    call.resolve(one, 'Fn::Select'),
  );
  const isOpen = isIntrinsic(index) || isIntrinsic(list);
  if (!Array.isArray(list) || !isScalar(index)) {
    if (isOpen) return { 'Fn::Select': [index, list] };
    throw wrong(call, 'Fn::Select requires an index and a list.');
  }
  const position = Number(index);
  if (Number.isInteger(position) && position >= 0 && position < list.length) return list[position];
  return { 'Fn::Select': [index, list] };
};

/** These values contain none of the usual delimiters. */
const simplePseudo = new Set(['AWS::AccountId', 'AWS::Partition', 'AWS::Region']);

const split: Intrinsic = (argument, call) => {
  const [delimiter, source] = listOf('Fn::Split', { argument, length: [2, 2] }, call).map((one) =>
    call.resolve(one, 'Fn::Split'),
  );
  if (typeof delimiter !== 'string' || delimiter === '') {
    if (isIntrinsic(delimiter)) return { 'Fn::Split': [delimiter, source] };
    throw wrong(call, 'Fn::Split requires a delimiter and a text.');
  }
  const parts = spentParts(source, call);
  const isSplittable = parts.every(
    (part) =>
      'text' in part ||
      (/^[:/,|.]$/.test(delimiter) && simplePseudo.has(String(asObject(part.value).Ref))),
  );
  if (!isSplittable) return { 'Fn::Split': [delimiter, source] };
  const items: KnownOrNot[][] = [[]];
  for (const part of parts) {
    const texts = 'text' in part ? part.text.split(delimiter) : [part];
    texts.forEach((one, index) => {
      if (index > 0) items.push([]);
      items.at(-1)?.push(typeof one === 'string' ? { text: one } : one);
    });
  }
  call.scope.budget.spend(items.length * stepsPerPart);
  return items.map((item) => valueOfParts(item));
};

const ifElse: Intrinsic = (argument, call) => {
  const [condition, whenTrue, whenFalse] = listOf('Fn::If', { argument, length: [3, 3] }, call);
  if (typeof condition !== 'string') throw wrong(call, 'Fn::If requires the name of a condition.');
  const isTrue = call.scope.isTrue(condition);
  if (isTrue !== undefined) return call.resolve(isTrue ? whenTrue : whenFalse, 'Fn::If');
  const branches = [whenTrue, whenFalse].map((branch) => {
    const resolved = call.resolve(branch, 'Fn::If');
    return resolved === call.noValue ? { Ref: 'AWS::NoValue' } : resolved;
  });
  return { 'Fn::If': [condition, ...branches] };
};

const findInMap: Intrinsic = (argument, call) => {
  const [map, first, second, options] = listOf(
    'Fn::FindInMap',
    { argument, length: [3, 4] },
    call,
  ).map((one) => call.resolve(one, 'Fn::FindInMap'));
  const fallback = asObject(options).DefaultValue;
  if (![map, first, second].every(isScalar)) {
    return { 'Fn::FindInMap': [map, first, second, ...(options === undefined ? [] : [options])] };
  }
  const found = at(call.scope.mappings, String(map), String(first), String(second)) ?? fallback;
  return found === undefined
    ? { 'Fn::FindInMap': [map, first, second] }
    : call.resolve(found, 'Fn::FindInMap');
};

const lengthOf: Intrinsic = (argument, call) => {
  const list = call.resolve(argument, 'Fn::Length');
  return Array.isArray(list) ? list.length : { 'Fn::Length': list };
};

const toJsonString: Intrinsic = (argument, call) => {
  const value = call.resolve(argument, 'Fn::ToJsonString');
  if (!isKnown(value)) return { 'Fn::ToJsonString': value };
  const text = JSON.stringify(value) ?? '';
  call.scope.budget.spend(stepsOfText(text));
  return text;
};

/** The intrinsic functions that the template itself decides. Others, such as `Fn::ImportValue`, stay unresolved. */
export const intrinsics: ReadonlyMap<string, Intrinsic> = new Map([
  ['Ref', ref],
  ['Fn::GetAtt', getAtt],
  ['Fn::Sub', sub],
  ['Fn::Join', join],
  ['Fn::Select', select],
  ['Fn::Split', split],
  ['Fn::If', ifElse],
  ['Fn::FindInMap', findInMap],
  ['Fn::Length', lengthOf],
  ['Fn::ToJsonString', toJsonString],
]);
