/** A JSON object of a template. */
export type JsonObject = { readonly [key: string]: unknown };

/** The value as an object. Any other value becomes an empty object, so that a rule can read missing properties. */
export const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** A list, one value as a list of one, or nothing as an empty list. */
export const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** The value at a path of keys; `undefined` if the path does not exist. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner: unknown, key) => {
    const object = asObject(inner);
    return Object.hasOwn(object, key) ? object[key] : undefined;
  }, value);

const noValue = 'AWS::NoValue';

/** Like `asList`, but with both branches of each `Fn::If`, because a rule cannot evaluate conditions. */
export const asAlternatives = (value: unknown): readonly unknown[] =>
  asList(value).flatMap((one) => {
    const choice = isIntrinsic(one) ? asObject(one)['Fn::If'] : undefined;
    if (Array.isArray(choice)) return choice.slice(1).flatMap(asAlternatives);
    return asObject(one).Ref === noValue ? [] : [one];
  });

const intrinsic = /^(?:Ref|Condition|Fn::.+)$/;

/** Whether a value is an intrinsic function, which only CloudFormation evaluates. */
export const isIntrinsic = (value: unknown): boolean => {
  const keys = Object.keys(asObject(value));
  return keys.length === 1 && intrinsic.test(keys[0] ?? '');
};
