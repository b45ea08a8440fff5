import { asList, asObject, type JsonObject } from '../json.ts';
import { render } from '../render.ts';
import { TemplateUnreadableError } from '../template-unreadable-error.ts';

/** Values that a person gives for parameters of the template, and for pseudo parameters such as `AWS::Region`. */
export type GivenParameters = Readonly<Record<string, string>>;

const pseudoParameters = [
  'AWS::AccountId',
  'AWS::Partition',
  'AWS::Region',
  'AWS::StackName',
  'AWS::URLSuffix',
] as const;

/** The reason why a parameter has no value. */
export const unknownParameter = (name: string, declared: unknown): string => {
  const { NoEcho, Type } = asObject(declared);
  if (render(NoEcho) === 'true') return `the parameter ${name} is secret (NoEcho)`;
  if (isStored(Type)) return `the parameter ${name} is read from Systems Manager at deployment`;
  return `the parameter ${name} has no default; add --parameter ${name}=VALUE`;
};

const isStored = (type: unknown): boolean => render(type).startsWith('AWS::SSM::Parameter::');

/**
 * The values of parameters with a given value or a default. A secret parameter has no value here, so that no finding can
 * show it.
 *
 * @throws TemplateUnreadableError if a given name is not a parameter, or its value is not allowed
 */
export const parameterValues = (
  parameters: JsonObject,
  given: GivenParameters,
  name: string,
): ReadonlyMap<string, unknown> => {
  refuseUnknown(parameters, given, name);
  refuseMalformed(given, name);
  const values = new Map<string, unknown>(Object.entries(pseudoValues(given)));
  for (const [parameter, declared] of Object.entries(parameters)) {
    const { Type, Default, NoEcho, AllowedValues } = asObject(declared);
    const own = Object.hasOwn(given, parameter) ? given[parameter] : undefined;
    if (own !== undefined) refuseNotAllowed({ parameter, value: own, AllowedValues, name });
    const value = own ?? (isStored(Type) ? undefined : Default);
    if (value === undefined || value === null || render(NoEcho) === 'true') continue;
    values.set(parameter, typed(value, render(Type)));
  }
  return values;
};

const refuseUnknown = (parameters: JsonObject, given: GivenParameters, name: string): void => {
  const isKnown = (parameter: string): boolean =>
    Object.hasOwn(parameters, parameter) || pseudoParameters.some((one) => one === parameter);
  const unknown = Object.keys(given).find((parameter) => !isKnown(parameter));
  if (unknown === undefined) return;
  const known = [...Object.keys(parameters), ...pseudoParameters].join(', ');
  throw new TemplateUnreadableError(name, `it has no parameter ${unknown}. It has ${known}.`);
};

const pseudoForms: ReadonlyMap<string, { readonly form: RegExp; readonly expected: string }> =
  new Map([
    ['AWS::AccountId', { form: /^\d{12}$/, expected: '12 digits' }],
    [
      'AWS::Partition',
      { form: /^aws(?:-[a-z]+)*$/, expected: 'a partition such as aws or aws-us-gov' },
    ],
    ['AWS::Region', { form: /^[a-z]+(?:-[a-z]+)+-\d+$/, expected: 'a Region such as us-east-1' }],
  ]);

const refuseMalformed = (given: GivenParameters, name: string): void => {
  for (const [parameter, { form, expected }] of pseudoForms) {
    const value = given[parameter];
    if (value === undefined || form.test(value)) continue;
    throw new TemplateUnreadableError(
      name,
      `the parameter ${parameter} cannot have the given value. Expected ${expected}.`,
    );
  }
};

const refuseNotAllowed = ({
  parameter,
  value,
  AllowedValues,
  name,
}: {
  readonly parameter: string;
  readonly value: string;
  readonly AllowedValues: unknown;
  readonly name: string;
}): void => {
  const allowed = asList(AllowedValues).map(String);
  if (allowed.length === 0 || allowed.includes(value)) return;
  throw new TemplateUnreadableError(
    name,
    `the parameter ${parameter} cannot have the given value. It allows ${allowed.join(', ')}.`,
  );
};

const listIn = (text: string): readonly string[] => text.split(',').map((item) => item.trim());

const typed = (value: unknown, type: string): unknown => {
  const isList = type === 'CommaDelimitedList' || type.startsWith('List<');
  if (isList) return listIn(String(value));
  if (type === 'Number' && typeof value === 'string') {
    return value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value;
  }
  return typeof value === 'object' ? undefined : value;
};

/** The given pseudo parameters. A Region decides its partition and its domain. */
export const pseudoValues = (given: GivenParameters): GivenParameters => {
  const region = given['AWS::Region'];
  const derived = region === undefined ? {} : partitionOf(region);
  return Object.fromEntries(
    Object.entries({ ...derived, ...given }).filter(([name]) => name.startsWith('AWS::')),
  );
};

const partitionOf = (region: string): GivenParameters => {
  if (region.startsWith('cn-')) {
    return { 'AWS::Partition': 'aws-cn', 'AWS::URLSuffix': 'amazonaws.com.cn' };
  }
  const partition = region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
  return { 'AWS::Partition': partition, 'AWS::URLSuffix': 'amazonaws.com' };
};
