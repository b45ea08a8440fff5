/** One mismatch between a value and a schema, with the fields that zod has for its code. */
export type Issue = {
  readonly code: string;
  readonly path: (string | number)[];
  /** `true`: later checks of the schema still run. `false`: none does. Missing: only those of a length. */
  readonly continue?: boolean;
  readonly [field: string]: unknown;
};

/** A value that a schema reads. A schema replaces the value, and adds issues. */
export type Reading = { value: unknown; readonly issues: Issue[] };

/** A check of a value that has the right type. */
export type Check = {
  readonly run: (reading: Reading) => void;
  /** Runs for every text and list, also if the other one is expected. */
  readonly isOfLength?: boolean;
  /** Runs before the items of a list are read. */
  readonly isCap?: boolean;
};

/** What a schema does if a property is missing: refuse it, leave it out, or substitute a value. */
type Absence = 'optional' | 'defaulted' | undefined;

export type Traits = {
  readonly optin?: Absence;
  readonly optout?: 'optional' | undefined;
  /** The only values that match. */
  readonly values?: readonly unknown[];
  readonly options?: readonly unknown[];
  readonly shape?: Shape;
  readonly isList?: boolean;
};

export type Shape = Readonly<Record<string, Schema>>;

/** Whether the value has another type than the schema, so that its checks have no meaning. */
export const isAborted = ({ issues }: Reading): boolean =>
  issues.some((one) => one.continue !== true);

const hasLength = (value: unknown): boolean => typeof value === 'string' || Array.isArray(value);

/** The result of `safeParse`. */
export type Parsed =
  | { readonly success: true; readonly data: unknown }
  | { readonly success: false; readonly error: Error & { readonly issues: readonly Issue[] } };

/** The part of a schema of `zod/mini` that the functions use. */
export class Schema {
  readonly traits: Traits;
  readonly #read: (reading: Reading) => void;
  readonly #checks: readonly Check[];

  constructor(
    read: (reading: Reading) => void,
    traits: Traits = {},
    checks: readonly Check[] = [],
  ) {
    this.#read = read;
    this.traits = traits;
    this.#checks = checks;
  }

  get options(): readonly unknown[] | undefined {
    return this.traits.options;
  }

  get shape(): Shape | undefined {
    return this.traits.shape;
  }

  check(...checks: readonly Check[]): Schema {
    return new Schema(this.#read, this.traits, [...this.#checks, ...checks]);
  }

  run(reading: Reading): Reading {
    if (this.#isTooLong(reading)) return reading;
    this.#read(reading);
    for (const { run, isOfLength } of this.#checks) {
      const isExpected = isOfLength
        ? hasLength(reading.value) && !reading.issues.some((one) => one.continue === false)
        : !isAborted(reading);
      if (isExpected) run(reading);
    }
    return reading;
  }

  #isTooLong({ value, issues }: Reading): boolean {
    if (!this.traits.isList || !Array.isArray(value)) return false;
    const caps: Reading = { value, issues: [] };
    for (const { run, isCap } of this.#checks) if (isCap) run(caps);
    const [first] = caps.issues;
    if (first) issues.push({ ...first, continue: false });
    return first !== undefined;
  }

  safeParse(value: unknown): Parsed {
    const { value: data, issues } = this.run({ value, issues: [] });
    if (issues.length === 0) return { success: true, data };
    const error = Object.assign(new Error(JSON.stringify(issues)), { name: 'ZodError', issues });
    return { success: false, error };
  }

  parse(value: unknown): unknown {
    const parsed = this.safeParse(value);
    if (parsed.success) return parsed.data;
    throw parsed.error;
  }

  /** `value instanceof ZodMiniObject`. */
  static isObject(value: unknown): boolean {
    return value instanceof Schema && value.shape !== undefined;
  }
}

export const issueOfType = (expected: string, more: object = {}): Issue => ({
  code: 'invalid_type',
  expected,
  path: [],
  ...more,
});

export const typed = (
  expected: string,
  isRight: (value: unknown) => boolean,
): ((reading: Reading) => void) => {
  return ({ value, issues }) => {
    if (!isRight(value)) issues.push(issueOfType(expected));
  };
};

/** Adds the issues of a part to those of the whole. One by one: a foreign event can have more than a call accepts as arguments. */
export const addIssues = (issues: Issue[], key: string | number, added: readonly Issue[]): void => {
  for (const one of added) issues.push({ ...one, path: [key, ...one.path] });
};
