/**
 * What people ask, as data: the tools declare it, and the local planner matches a question against it. A phrase is one or more
 * words in lower case. `fix*` also matches longer words, and `{slot}` matches a part of the question that was recognized. A phrase with `^` or `$`
 * occurs at the start or the end of the question only.
 */
export type QuestionIntents = {
  readonly identifiers: readonly IdentifierForm[];
  readonly values: readonly NamedValue[];
  /** Parameters that take several values, separated by commas, with all their values in order. */
  readonly lists: readonly ListParameter[];
  /** The first intent that fits answers the question. */
  readonly intents: readonly Intent[];
  /** Questions that no tool answers. Checked before the intents. */
  readonly replies: readonly Reply[];
  readonly languages: readonly Language[];
  /** The answer to everything else. The examples follow it. */
  readonly outside: string;
  readonly examples: readonly string[];
};

/** How an id looks. The slot is `finding`, `resource` or `cve`. */
export type IdentifierForm = {
  readonly slot: string;
  /** A regular expression. Its first group is the id, or else the whole match. Not case-sensitive. */
  readonly pattern: string;
  /** The id that the text stands for, if the text is a name for it. */
  readonly id?: string;
};

/** The phrases that name a value of a parameter. */
export type NamedValue = {
  readonly parameter: string;
  readonly value: string;
  readonly phrases: readonly string[];
};

export type ListParameter = {
  readonly parameter: string;
  readonly values: readonly string[];
  /** The first value is the highest: "high or above" and "below high" name several. */
  readonly ranked: boolean;
};

export type Intent = {
  readonly tool: string;
  /** A phrase of each group must occur. */
  readonly asks: readonly (readonly string[])[];
  /** None of these phrases may occur. */
  readonly unless?: readonly string[];
  /** The parameter for what the question says in a slot: `finding`, `resource`, `cve`, `older`, `newer` or `count`. */
  readonly slots?: Readonly<Record<string, string>>;
  /**
   * Parameters, `older` and `newer`, which the question names only to describe what a slot says: "the bucket
   * customer-exports", "the new finding 4d1f".
   */
  readonly covers?: readonly string[];
  /** The request for a missing argument, by parameter. */
  readonly missing?: Readonly<Record<string, string>>;
  /** The rows of the result, which a later question can mean by their place: "the second one". */
  readonly rows?: FollowUp;
};

/** The call for a row: `parameter` gets the row's member `from`. */
export type FollowUp = {
  readonly member: string;
  readonly from: string;
  readonly tool: string;
  readonly parameter: string;
};

export type Reply = {
  /** One of these phrases must occur. */
  readonly phrases: readonly string[];
  readonly unless?: readonly string[];
  readonly text: string;
};

/** Frequent words of a language that the planner does not read. */
export type Language = { readonly name: string; readonly words: readonly string[] };
