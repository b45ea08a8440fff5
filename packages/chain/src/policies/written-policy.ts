import type { ConditionElement, PrincipalElement, Statement } from '@hopwise/iam/policy-document';
import { asAlternatives, asList, asObject, isIntrinsic } from '@hopwise/template/json';
import { unknownStandIn } from '../texts/stand-ins.ts';
import type { Texts } from '../texts/texts.ts';

/** A policy of a template, with the place where it is written. */
export type WrittenPolicy = {
  /** The resource that contains the policy. */
  readonly logicalId: string;
  readonly name: string;
  readonly version: string | undefined;
  readonly statements: readonly WrittenStatement[];
};

export type WrittenStatement = {
  readonly statement: Statement;
  /** Whether a condition of the template decides if the statement exists. */
  readonly isConditional: boolean;
  /** The condition of the resource with the statement, if the template does not decide it. */
  readonly condition?: string;
};

/** Reads a policy document with the texts of a template. Parts that it cannot read have unknown texts. */
export const readPolicy = (
  document: unknown,
  {
    logicalId,
    name,
    texts,
    condition,
  }: {
    readonly logicalId: string;
    readonly name: string;
    readonly texts: Texts;
    readonly condition?: string | undefined;
  },
): WrittenPolicy => {
  const { Version, Statement: written } = asObject(document);
  return {
    logicalId,
    name,
    version: Version === undefined ? undefined : texts.of(Version),
    statements: asList(written).flatMap((value) =>
      asAlternatives(value).map((one) => ({
        statement: readStatement(asObject(one), texts),
        isConditional: isIntrinsic(value),
        ...(condition !== undefined && { condition }),
      })),
    ),
  };
};

const lists = ['Action', 'NotAction', 'Resource', 'NotResource'] as const;

const readStatement = (written: Readonly<Record<string, unknown>>, texts: Texts): Statement => ({
  ...(written.Sid === undefined ? {} : { Sid: texts.of(written.Sid) }),
  Effect: texts.of(written.Effect) === 'Deny' ? 'Deny' : 'Allow',
  ...Object.fromEntries(
    lists.flatMap((key) =>
      written[key] === undefined ? [] : [[key, asAlternatives(written[key]).map(texts.of)]],
    ),
  ),
  ...principal('Principal', written, texts),
  ...principal('NotPrincipal', written, texts),
  ...(written.Condition === undefined
    ? {}
    : { Condition: readCondition(written.Condition, texts) }),
});

const principal = (
  key: 'Principal' | 'NotPrincipal',
  written: Readonly<Record<string, unknown>>,
  texts: Texts,
): { readonly [name: string]: PrincipalElement } => {
  const value = written[key];
  if (value === undefined) return {};
  if (value === '*') return { [key]: '*' };
  if (isIntrinsic(value)) return { [key]: { AWS: [unknownStandIn('?')] } };
  return {
    [key]: Object.fromEntries(
      Object.entries(asObject(value)).map(([type, names]) => [
        type,
        asAlternatives(names).map(texts.of),
      ]),
    ),
  };
};

/** The unknown condition of an intrinsic function never holds, so that it decides nothing. */
const readCondition = (written: unknown, texts: Texts): ConditionElement =>
  isIntrinsic(written)
    ? { StringEquals: { [unknownStandIn('?')]: [unknownStandIn('?')] } }
    : Object.fromEntries(
        Object.entries(asObject(written)).map(([operator, keys]) => [
          operator,
          Object.fromEntries(
            Object.entries(asObject(keys)).map(([key, values]) => [
              key,
              asAlternatives(values).map(texts.of),
            ]),
          ),
        ]),
      );
