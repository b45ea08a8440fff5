import { AwsError } from '../aws-endpoint/aws-error.ts';

/** Throws `ValidationException` for a given member that does not match its pattern. */
export const validate = <Name extends string>(
  input: Readonly<Partial<Record<NoInfer<Name>, unknown>>>,
  patterns: Readonly<Record<Name, RegExp>>,
): void => {
  for (const [name, pattern] of Object.entries<RegExp>(patterns)) {
    const value = input[name as Name];
    if (value === undefined || pattern.test(String(value))) continue;
    const member = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
    throw new AwsError(
      'ValidationException',
      `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern.source}`,
    );
  }
};

/** Throws `InvalidParameterValueException` for a member that the local stack does not implement. */
export const refuseUnserved = <Input extends object>(
  input: Input,
  members: readonly (keyof Input & string)[],
): void => {
  const used = members.find((name) => input[name] !== undefined);
  if (used === undefined) return;
  throw new AwsError(
    'InvalidParameterValueException',
    `The local stack does not implement ${used}. Omit it.`,
  );
};
