import { asObject } from '../json.ts';
import { intrinsics } from './intrinsics.ts';
import { malformed, type Place, type ResolutionScope } from './resolution-scope.ts';

/** `AWS::NoValue`, which removes a property or an item. */
export const noValue = Symbol('AWS::NoValue');

/** A resolved value costs memory. */
const stepsPerValue = 4;

/** These functions can be next to other keys. */
const besideOthers = /^Fn::(?:Transform$|ForEach::)/;

const isFunction = (key: string): boolean =>
  key === 'Ref' || (key.startsWith('Fn::') && !besideOthers.test(key));

/**
 * Resolves a value as far as the template allows. What only CloudFormation knows stays an intrinsic function: references
 * as `Ref` or `Fn::GetAtt` with a list, and partly known text as `Fn::Sub`.
 *
 * @throws TemplateUnreadableError for an intrinsic function that CloudFormation refuses, and for too much work
 */
export const resolveValue = (
  value: unknown,
  scope: ResolutionScope,
  place: Place | undefined,
): unknown => {
  const resolved = resolveInside(value, scope, place);
  return resolved === noValue ? undefined : resolved;
};

const resolveInside = (
  value: unknown,
  scope: ResolutionScope,
  place: Place | undefined,
): unknown => {
  scope.budget.spend(stepsPerValue);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return resolveList(value, scope, place);
  const keys = Object.keys(value);
  const called = keys.find(isFunction);
  if (called === undefined) return resolveObject(value, scope, place);
  if (keys.length > 1) {
    throw malformed(
      scope,
      place,
      `${called} is next to ${keys.filter((key) => key !== called).join(', ')}. An intrinsic function must be the only key of its object.`,
    );
  }
  const intrinsic = intrinsics.get(called);
  const argument = asObject(value)[called];
  if (called === 'Ref' && argument === 'AWS::NoValue') return noValue;
  const resolve = (inner: unknown, key: string | number): unknown =>
    resolveInside(inner, scope, { key, parent: place });
  if (intrinsic === undefined) return { [called]: withoutNoValue(resolve(argument, called)) };
  return intrinsic(argument, { scope, place, resolve, noValue });
};

const withoutNoValue = (value: unknown): unknown => (value === noValue ? null : value);

const resolveList = (
  list: readonly unknown[],
  scope: ResolutionScope,
  parent: Place | undefined,
): unknown =>
  list
    .map((one, key) => resolveInside(one, scope, { key, parent }))
    .filter((one) => one !== noValue);

/** Without a prototype, so that no name is inherited. */
const resolveObject = (
  object: object,
  scope: ResolutionScope,
  parent: Place | undefined,
): unknown => {
  const resolved: Record<string, unknown> = Object.create(null);
  for (const [key, one] of Object.entries(object)) {
    const inner = resolveInside(one, scope, { key, parent });
    if (inner !== noValue) resolved[key] = inner;
  }
  return resolved;
};
