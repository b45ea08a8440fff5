import fc from 'fast-check';

/** A schema of the SDK: a number for a simple type, a list for the rest, or a function that returns it. */
type Schema = unknown;

const epochSeconds = fc.integer({ min: 0, max: 4_000_000_000 }).map((ms) => ms / 1_000);
const isoTimes = fc
  .integer({ min: 0, max: 4_000_000_000 })
  .map((seconds) => new Date(seconds * 1_000).toISOString());

/** By the numbers of the SDK's simple schemas. A list of them adds 64, a map 128. */
const simple: Readonly<Record<number, fc.Arbitrary<unknown>>> = {
  0: fc.string({ maxLength: 5 }),
  1: fc.integer({ min: -1_000, max: 1_000 }),
  2: fc.boolean(),
  4: epochSeconds,
  5: isoTimes,
};

const struct = 3;
const union = 4;
const list = 1;
const map = 2;

const kindOf = (schema: readonly unknown[]): number => Math.abs(Number(schema[0]));

/**
 * Members that the small clients name in another way than the SDK, and that no tool reads: maps with keys of the service, JSON of any
 * form, and members whose names depend on the structure around them.
 */
const skipped =
  /^(?:AffectedResources|Profiles|Behavior|Tags|AzureResource|TaskCreatedAt|KubernetesResourcesTypes|Account|Latitude|Longitude)$/;

const membersOf = (
  schema: readonly unknown[],
  depth: number,
): readonly (readonly [name: string, value: fc.Arbitrary<unknown>])[] => {
  const [names, schemas] = [schema[4], schema[5]].map((part) => (Array.isArray(part) ? part : []));
  return (names ?? []).flatMap((name, index) => {
    if (skipped.test(String(name))) return [];
    const member: unknown = schemas?.[index];
    const isTraited = Array.isArray(member) && typeof member[1] === 'object' && member.length === 2;
    const [inner, traits] = isTraited ? member : [member, {}];
    const wireName = Object(traits).jsonName ?? name;
    return [[String(wireName), answersOf(inner, depth + 1)] as const];
  });
};

const maxDepth = 7;

const answersOfSimple = (schema: number): fc.Arbitrary<unknown> => {
  const one = simple[schema & 0b11_1111] ?? fc.constant(undefined);
  if ((schema & 64) !== 0) return fc.array(one, { maxLength: 2 });
  return (schema & 128) === 0
    ? one
    : fc.dictionary(fc.string({ maxLength: 3 }), one, { maxKeys: 2 });
};

const answersOfStructure = (schema: readonly unknown[], depth: number): fc.Arbitrary<unknown> => {
  const members = membersOf(schema, depth);
  const maxLength = kindOf(schema) === union ? 1 : members.length;
  return fc
    .subarray([...members], { minLength: 0, maxLength })
    .chain((chosen) => fc.record(Object.fromEntries(chosen)));
};

/** Answers in the form that a service sends, for a schema of the SDK. A member is often missing. */
export const answersOf = (given: Schema, depth = 0): fc.Arbitrary<unknown> => {
  const schema: unknown = typeof given === 'function' ? given() : given;
  if (typeof schema === 'number') return answersOfSimple(schema);
  if (!Array.isArray(schema) || depth > maxDepth) return fc.constant(undefined);
  if (typeof schema[0] !== 'number') return answersOf(schema[0], depth);
  const kind = kindOf(schema);
  if (kind === list) return fc.array(answersOf(schema[4], depth + 1), { maxLength: 2 });
  if (kind === map) {
    const values = answersOf(schema[5], depth + 1);
    return fc.dictionary(fc.constantFrom('a', 'Key'), values, { maxKeys: 2 });
  }
  return kind === struct || kind === union
    ? answersOfStructure(schema, depth)
    : answersOf(schema[4], depth);
};
