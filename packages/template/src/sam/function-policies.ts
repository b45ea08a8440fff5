import { asList, asObject, isIntrinsic, type JsonObject } from '../json.ts';
import { policyTemplateDocument } from './policy-template.ts';
import type { SamScope } from './sam-scope.ts';

type InlinePolicy = {
  readonly name: string;
  readonly policy: unknown;
  /** Whether it is a policy template. */
  readonly isOfAws: boolean;
};

/** The policies of a SAM function, as its role has them. */
export type FunctionPolicies = {
  readonly managed: readonly unknown[];
  readonly inline: readonly InlinePolicy[];
};

const ofIf = (value: unknown): readonly unknown[] | undefined => {
  const branches = isIntrinsic(value) ? asObject(value)['Fn::If'] : undefined;
  return Array.isArray(branches) ? branches : undefined;
};

/**
 * Sorts the entries of `Policies` into managed policies (names, ARNs, references) and inline policies (documents, policy
 * templates). Any other entry stays as it is, so that it grants nothing.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
export const functionPolicies = (
  policies: unknown,
  roleId: string,
  scope: SamScope,
): FunctionPolicies => {
  const read = asList(policies).map((entry, index) => {
    const name = `${roleId}Policy${index}`;
    const branches = ofIf(entry);
    return branches === undefined
      ? plainEntry(entry, name, scope)
      : conditionalEntry(branches, name, scope);
  });
  return {
    managed: read.flatMap(({ managed }) => managed),
    inline: read.flatMap(({ inline }) => inline),
  };
};

const plainEntry = (entry: unknown, name: string, scope: SamScope): FunctionPolicies => {
  if (typeof entry === 'string' || isIntrinsic(entry)) return { managed: [entry], inline: [] };
  const document = documentOf(entry, scope);
  const policy = document === undefined ? entry : { PolicyName: name, PolicyDocument: document };
  const isOfAws = document !== undefined && asObject(entry).Statement === undefined;
  return { managed: [], inline: [{ name, policy, isOfAws }] };
};

const documentOf = (entry: unknown, scope: SamScope): JsonObject | undefined =>
  asObject(entry).Statement === undefined ? policyTemplateDocument(entry, scope) : asObject(entry);

const absent = { Ref: 'AWS::NoValue' };

/** The entry depends on an undecided condition, so each of its policies and statements keeps that condition. */
const conditionalEntry = (
  [condition, ...branches]: readonly unknown[],
  name: string,
  scope: SamScope,
): FunctionPolicies => {
  const choose = (branch: number, value: unknown): JsonObject => ({
    'Fn::If': branch === 0 ? [condition, value, absent] : [condition, absent, value],
  });
  const read = branches.map((branch, index) => ({
    index,
    entries: asList(branch).flatMap((one) => {
      const nested = ofIf(one);
      if (nested !== undefined) return [conditionalEntry(nested, name, scope)];
      return asObject(one).Ref === absent.Ref ? [] : [plainEntry(one, name, scope)];
    }),
  }));
  return {
    managed: read.flatMap(({ index, entries }) =>
      entries.flatMap(({ managed }) => managed.map((one) => choose(index, one))),
    ),
    inline: read.flatMap(({ index, entries }) =>
      entries.flatMap(({ inline }) =>
        inline.map(({ policy, isOfAws }) => ({
          name,
          isOfAws,
          policy: conditionalPolicy(policy, (one) => choose(index, one)),
        })),
      ),
    ),
  };
};

const conditionalPolicy = (policy: unknown, choose: (one: unknown) => JsonObject): unknown => {
  const { PolicyDocument } = asObject(policy);
  if (PolicyDocument === undefined) return choose(policy);
  const statements = asList(asObject(PolicyDocument).Statement).map(choose);
  return {
    ...asObject(policy),
    PolicyDocument: { ...asObject(PolicyDocument), Statement: statements },
  };
};
