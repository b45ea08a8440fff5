/**
 * A small replacement for `zod/mini`, with the schemas and checks that the functions use. An alias in `serverless.yml` puts it
 * into their bundles. Everything else, and every type, comes from zod. A schema that is missing here fails the build.
 */
import { urlWith, wholeNumber } from './checks.ts';
import {
  addIssues,
  isAborted,
  issueOfType,
  type Reading,
  Schema,
  type Shape,
  typed,
} from './schema.ts';

// biome-ignore lint/performance/noBarrelFile: the module has the names of another one
export { describe, gte, lte, maxLength, minLength, refine, regex } from './checks.ts';

/** For `instanceof`. */
export const ZodMiniObject = { [Symbol.hasInstance]: Schema.isObject };

export const safeParse = (schema: Schema, value: unknown) => schema.safeParse(value);

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const string = (): Schema =>
  new Schema(typed('string', (value) => typeof value === 'string'));

export const url = ({ protocol }: { readonly protocol: RegExp }): Schema =>
  string().check(urlWith(protocol));

export const boolean = (): Schema =>
  new Schema(typed('boolean', (value) => typeof value === 'boolean'));

export const number = (): Schema => new Schema(typed('number', Number.isFinite));

export const int = (): Schema => number().check(wholeNumber);

export const unknown = (): Schema => new Schema(() => undefined);

const oneOf = (values: readonly unknown[], options?: readonly unknown[]): Schema =>
  new Schema(
    ({ value, issues }) => {
      if (!values.includes(value)) issues.push({ code: 'invalid_value', values, path: [] });
    },
    { values, ...(options && { options }) },
  );

export const literal = (value: unknown): Schema => oneOf([value].flat());

const enumOf = (values: readonly string[]): Schema => oneOf(values, values);

export { enumOf as enum };

const toNumber = (value: unknown): unknown => {
  try {
    return Number(value);
  } catch {
    return value;
  }
};

export const coerce = {
  number: (): Schema => {
    const read = typed('number', Number.isFinite);
    return new Schema((reading) => {
      reading.value = toNumber(reading.value);
      read(reading);
    });
  },
};

export const array = (item: Schema): Schema =>
  new Schema(
    (reading) => {
      const { value, issues } = reading;
      if (!Array.isArray(value)) {
        issues.push(issueOfType('array'));
        return;
      }
      reading.value = Array.from(value, (one: unknown, index) => {
        const read = item.run({ value: one, issues: [] });
        addIssues(issues, index, read.issues);
        return read.value;
      });
    },
    { isList: true },
  );

type Members = { readonly input: object; readonly output: object } & Pick<Reading, 'issues'>;

/** Adds one property to the object that was read. */
const readProperty = (name: string, schema: Schema, { input, output, issues }: Members): void => {
  const { optin, optout } = schema.traits;
  const isAbsent = !(name in input);
  const read = schema.run({ value: Reflect.get(input, name), issues: [] });
  const hasIssues = read.issues.length > 0;
  if (isAbsent && optout && (optin === 'optional' || (optin && hasIssues))) return;
  addIssues(issues, name, read.issues);
  if (isAbsent && !optin) {
    if (!hasIssues) issues.push({ ...issueOfType('nonoptional'), path: [name] });
    return;
  }
  const isKept = read.value !== undefined || !isAbsent || !optout;
  if (isKept) Reflect.set(output, name, read.value);
};

const refuseOthers = (keys: readonly string[], { issues }: Members): void => {
  if (keys.length > 0) issues.push({ code: 'unrecognized_keys', keys, path: [], continue: true });
};

const keepOthers = (keys: readonly string[], { input, output }: Members): void => {
  for (const name of keys) {
    // Assigning this name would replace the prototype.
    if (name !== '__proto__') Reflect.set(output, name, Reflect.get(input, name));
  }
};

const objectWith = (
  shape: Shape,
  readOthers?: (keys: readonly string[], members: Members) => void,
): Schema =>
  new Schema(
    (reading) => {
      const { value: input, issues } = reading;
      if (!isObject(input)) {
        issues.push(issueOfType('object'));
        return;
      }
      const members = { input, output: {}, issues };
      reading.value = members.output;
      for (const [name, schema] of Object.entries(shape)) readProperty(name, schema, members);
      readOthers?.(
        Object.keys(input).filter((name) => !Object.hasOwn(shape, name)),
        members,
      );
    },
    { shape },
  );

export const object = (shape: Shape): Schema => objectWith(shape);
export const looseObject = (shape: Shape): Schema => objectWith(shape, keepOthers);
export const strictObject = (shape: Shape): Schema => objectWith(shape, refuseOthers);

/** Only with keys that are any text. */
export const record = (_keys: Schema, values: Schema): Schema =>
  new Schema((reading) => {
    const { value: input, issues } = reading;
    const prototype: unknown = isObject(input) ? Object.getPrototypeOf(input) : undefined;
    if (!isObject(input) || (prototype !== null && prototype !== Object.prototype)) {
      issues.push(issueOfType('record'));
      return;
    }
    const output = {};
    reading.value = output;
    for (const [name, value] of Object.entries(input)) {
      if (name === '__proto__') continue;
      const read = values.run({ value, issues: [] });
      addIssues(issues, name, read.issues);
      Reflect.set(output, name, read.value);
    }
  });

export const optional = (inner: Schema): Schema =>
  new Schema(
    (reading) => {
      if (reading.value !== undefined || inner.traits.optin === 'defaulted') inner.run(reading);
    },
    { optin: inner.traits.optin === 'defaulted' ? 'defaulted' : 'optional', optout: 'optional' },
  );

export const nullish = (inner: Schema): Schema =>
  optional(
    new Schema((reading) => {
      if (reading.value !== null) inner.run(reading);
    }, inner.traits),
  );

export const _default = (inner: Schema, value: unknown): Schema =>
  new Schema(
    (reading) => {
      if (reading.value !== undefined) inner.run(reading);
      if (reading.value === undefined) reading.value = value;
    },
    { optin: 'defaulted' },
  );

/** Only with members that refuse a missing value. */
export const union = (members: readonly Schema[]): Schema =>
  new Schema((reading) => {
    const readings = members.map((member) => member.run({ value: reading.value, issues: [] }));
    const right = readings.find(({ issues }) => issues.length === 0);
    const ofType = readings.filter((one) => !isAborted(one));
    // The issues of the only member with the type of the value say more than those of all members.
    const chosen = right ?? (ofType.length === 1 ? ofType[0] : undefined);
    if (chosen) {
      reading.value = chosen.value;
      for (const one of chosen.issues) reading.issues.push(one);
    } else {
      reading.issues.push({ code: 'invalid_union', path: [] });
    }
  });

export const discriminatedUnion = (name: string, members: readonly Schema[]): Schema =>
  new Schema((reading) => {
    const { value, issues } = reading;
    if (!isObject(value)) {
      issues.push(issueOfType('object'));
      return;
    }
    const found = members.find(({ shape }) =>
      shape?.[name]?.traits.values?.includes(Reflect.get(value, name)),
    );
    if (found) {
      found.run(reading);
    } else {
      issues.push({ code: 'invalid_union', path: [name] });
    }
  });

export const transform = (change: (value: unknown) => unknown): Schema =>
  new Schema(
    (reading) => {
      reading.value = change(reading.value);
    },
    { optin: 'optional' },
  );

export const pipe = (first: Schema, second: Schema): Schema =>
  new Schema(
    (reading) => {
      first.run(reading);
      if (reading.issues.every(({ code }) => code === 'unrecognized_keys')) second.run(reading);
    },
    { optin: first.traits.optin, optout: second.traits.optout },
  );
