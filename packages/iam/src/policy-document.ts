/** One value or a list of values, as in a policy. */
export type OneOrMany<Value> = Value | readonly Value[];

/** A `Principal` or `NotPrincipal` element. */
export type PrincipalElement = '*' | Readonly<Record<string, OneOrMany<string>>>;

/** A `Condition` element: operator → condition key → values. */
export type ConditionElement = Readonly<
  Record<string, Readonly<Record<string, OneOrMany<string | number | boolean>>>>
>;

export type Statement = {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: PrincipalElement;
  readonly NotPrincipal?: PrincipalElement;
  readonly Action?: OneOrMany<string>;
  readonly NotAction?: OneOrMany<string>;
  readonly Resource?: OneOrMany<string>;
  readonly NotResource?: OneOrMany<string>;
  readonly Condition?: ConditionElement;
};

export type PolicyDocument = {
  readonly Version?: string;
  readonly Id?: string;
  readonly Statement: readonly Statement[];
};

/** A policy with the name that explanations use. */
export type NamedPolicy = {
  readonly name: string;
  readonly document: PolicyDocument;
};
