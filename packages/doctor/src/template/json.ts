/** A JSON object of a template. */
export type JsonObject = { readonly [key: string]: unknown };

/** An object that is none, so that a rule may look into what a template does not have. */
export const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** A list, one value as a list of one, or nothing as an empty list. */
export const asList = (value: unknown): readonly unknown[] => {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
};

/** What stands at a path of keys, if anything does. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce((inner: unknown, key) => {
    const object = asObject(inner);
    return Object.hasOwn(object, key) ? object[key] : undefined;
  }, value);

const noValue = 'AWS::NoValue';

/** A list as `asList`, with both outcomes of each `Fn::If` in it: a rule knows of no condition whether it holds. */
export const asAlternatives = (value: unknown): readonly unknown[] =>
  asList(value).flatMap((one) => {
    const choice = isIntrinsic(one) ? asObject(one)['Fn::If'] : undefined;
    if (Array.isArray(choice)) return choice.slice(1).flatMap(asAlternatives);
    return asObject(one).Ref === noValue ? [] : [one];
  });

const intrinsic = /^(?:Ref|Condition|Fn::.+)$/;

/** Whether a value is left to CloudFormation: an object with an intrinsic function as its only key. */
export const isIntrinsic = (value: unknown): boolean => {
  const keys = Object.keys(asObject(value));
  return keys.length === 1 && intrinsic.test(keys[0] ?? '');
};
