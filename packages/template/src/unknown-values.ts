import { asList, asObject, at, isIntrinsic, type JsonObject } from './json.ts';
import { unknownParameter } from './resolution/parameter-values.ts';
import { textParts } from './text-parts.ts';

/** A part of a value that the template does not show. */
export type UnknownValue = {
  /** Why the part is unknown, and what to supply if anything helps. */
  readonly reason: string;
  /** The parameter whose value would decide it. */
  readonly parameter?: string;
};

/** What explains an unknown value. */
export type UnknownSource = {
  readonly parameters: JsonObject;
  readonly conditions: JsonObject;
  /** Whether a parameter or pseudo parameter has a value. */
  hasValue(name: string): boolean;
  /** `undefined` if the template does not decide the condition. */
  isTrue(condition: string): boolean | undefined;
  /** Type of a resource; `undefined` if the template does not contain it. */
  typeOf(logicalId: string): string | undefined;
};

/**
 * Every part of a resolved value that only CloudFormation knows, each reason once. A reference to a resource of the
 * template is known as such, except the attribute of a custom resource.
 */
export const unknownValuesIn = (value: unknown, source: UnknownSource): readonly UnknownValue[] => {
  const all = unknownIn(value, { source, conditions: new Set() });
  return [...new Map(all.map((one) => [one.reason, one])).values()];
};

/** `conditions` are those that were followed already. */
type Search = { readonly source: UnknownSource; readonly conditions: Set<string> };

const unknownIn = (value: unknown, search: Search): readonly UnknownValue[] => {
  if (typeof value === 'string') return dynamicReference(value);
  if (!isIntrinsic(value)) {
    return Object.values(Array.isArray(value) ? value : asObject(value)).flatMap((one) =>
      unknownIn(one, search),
    );
  }
  const [[name = '', argument] = []] = Object.entries(asObject(value));
  const reason = outside.get(name);
  if (reason !== undefined) return [{ reason }];
  return looks.get(name)?.(argument, search) ?? unknownIn(argument, search);
};

type Look = (argument: unknown, search: Search) => readonly UnknownValue[];

const inText: Look = (argument, search) => {
  const [text, variables] = asList(argument);
  return textParts(String(text)).flatMap((part) => {
    if ('text' in part) return dynamicReference(part.text);
    const own = at(variables, part.name);
    return own === undefined ? ofName(part.name, search.source) : unknownIn(own, search);
  });
};

const inCondition = (condition: string, search: Search): readonly UnknownValue[] => {
  const { isTrue, conditions } = search.source;
  if (isTrue(condition) !== undefined || search.conditions.has(condition)) return [];
  search.conditions.add(condition);
  const reasons = unknownIn(at(conditions, condition), search);
  return reasons.length > 0
    ? reasons
    : [{ reason: `the template does not decide the condition ${condition}` }];
};

const looks: ReadonlyMap<string, Look> = new Map<string, Look>([
  ['Ref', (argument, { source }) => ofReference(String(argument), source)],
  ['Fn::GetAtt', (argument, { source }) => ofAttribute(String(asList(argument)[0]), source)],
  ['Fn::Sub', inText],
  ['Fn::If', (argument, search) => inCondition(String(asList(argument)[0]), search)],
  ['Condition', (argument, search) => inCondition(String(argument), search)],
]);

const dynamicReference = (text: string): readonly UnknownValue[] =>
  text.includes('{{resolve:')
    ? [{ reason: 'a dynamic reference ({{resolve:…}}) is read at deployment' }]
    : [];

const ofName = (name: string, source: UnknownSource): readonly UnknownValue[] => {
  const dot = name.indexOf('.');
  return dot < 0 ? ofReference(name, source) : ofAttribute(name.slice(0, dot), source);
};

const ofReference = (name: string, source: UnknownSource): readonly UnknownValue[] => {
  if (source.hasValue(name)) return [];
  if (name.startsWith('AWS::')) {
    const reason = `${name} is known only at deployment; add --parameter ${name}=VALUE`;
    return [{ reason, parameter: name }];
  }
  if (Object.hasOwn(source.parameters, name)) {
    return [{ reason: unknownParameter(name, source.parameters[name]), parameter: name }];
  }
  const type = source.typeOf(name);
  return type === undefined ? missing(name) : ofSam(name, type);
};

/** SAM generates other resources from these types. */
const ofSam = (logicalId: string, type: string): readonly UnknownValue[] =>
  type.startsWith('AWS::Serverless::')
    ? [{ reason: `SAM generates ${logicalId} (${type}) at deployment` }]
    : [];

const missing = (logicalId: string): readonly UnknownValue[] => [
  { reason: `the template does not contain ${logicalId}` },
];

const ofAttribute = (logicalId: string, source: UnknownSource): readonly UnknownValue[] => {
  const type = source.typeOf(logicalId);
  if (type === undefined) return missing(logicalId);
  if (type.startsWith('Custom::') || type === 'AWS::CloudFormation::CustomResource') {
    return [{ reason: `the custom resource ${logicalId} returns its attributes at deployment` }];
  }
  return type === 'AWS::CloudFormation::Stack'
    ? [{ reason: `the nested stack ${logicalId} is another template` }]
    : ofSam(logicalId, type);
};

/** Functions whose value is outside the template. */
const outside: ReadonlyMap<string, string> = new Map([
  ['Fn::ImportValue', 'an import (Fn::ImportValue) is the output of another stack'],
  ['Fn::GetAZs', 'Fn::GetAZs depends on the account and the Region'],
  ['Fn::Cidr', 'Fn::Cidr calculates address ranges at deployment'],
  ['Fn::Transform', 'a macro (Fn::Transform) can change the value'],
  ['Fn::FindInMap', 'Fn::FindInMap finds no value, or its keys are known only at deployment'],
]);
