import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { propertyTypes } from '../generated/property-types.ts';
import { specifiedTypesSource } from '../testing/deployment/specified-types-source.ts';
import { parseProperties } from './deployment/parse-properties.ts';
import type { ObjectType, PropertyType, PropertyTypes } from './deployment/property-type.ts';
import { typeProblem } from './deployment/specified-types.ts';
import { bucket } from './s3/resource-types/bucket.ts';

const types: PropertyTypes = propertyTypes;

const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());

type Simple = Extract<PropertyType, string>;

const rightSimple: Readonly<Record<Simple, fc.Arbitrary<unknown>>> = {
  string: scalar,
  boolean: fc.constantFrom(true, false, 'true', 'false'),
  integer: fc.oneof(fc.integer(), fc.integer().map(String)),
  number: fc.oneof(fc.integer(), fc.constantFrom(0.5, '0.5')),
  json: fc.constantFrom({ a: 1 }, '{"a":1}', []),
  tag: fc.record({ Key: fc.string(), Value: scalar }),
};

/** Values of a type. Objects have only their required members after some levels, because one can contain itself. */
const right = (type: PropertyType, levels = 3): fc.Arbitrary<unknown> => {
  if (typeof type === 'string') return rightSimple[type];
  switch (type[0]) {
    case 'one of':
      return fc.constantFrom(...type.slice(1));
    case 'list':
      return fc.array(right(type[1], levels), { maxLength: 2 });
    case 'map':
      return fc.dictionary(fc.string(), right(type[1], levels), { maxKeys: 2 });
    case 'any of':
      return right(type[1] ?? 'string', levels);
    case 'object':
      return object(types.definitions[type[1]], levels - 1);
  }
};

const object = (
  { properties, required }: ObjectType = { properties: {}, required: [] },
  levels: number,
): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(
    Object.fromEntries(
      Object.entries(properties)
        .filter(([name]) => levels > 0 || required.includes(name))
        .map(([name, type]) => [name, right(type, levels)] as const),
    ),
    { requiredKeys: [...required] },
  );

const wrongSimple: Readonly<Record<Simple, readonly unknown[]>> = {
  string: [{}, { a: 1 }, [], ['a']],
  boolean: [5, 'yes', {}, []],
  integer: [1.5, '1.5', 'x', '', true, {}, []],
  number: ['x', '', true, {}, []],
  json: [5, true, 'x', '{'],
  tag: [5, 'x', {}, { Key: 'a' }, { Key: {}, Value: 'a' }, { Key: 'a', Value: 'b', Vlaue: 'c' }],
};

/** Values that are not of a type. */
const wrong = (type: PropertyType): readonly unknown[] => {
  if (typeof type === 'string') return [null, ...wrongSimple[type]];
  switch (type[0]) {
    case 'one of':
      return [null, 5, 'no such value', {}, []];
    case 'list':
      return [null, 5, 'x', {}, ...wrong(type[1]).map((one) => [one])];
    case 'map':
      return [null, 5, 'x', [], ...wrong(type[1]).map((one) => ({ a: one }))];
    case 'any of':
      return [null];
    case 'object':
      return [null, 5, 'x', [], { NoSuchMember: 1 }];
  }
};

const resources = Object.entries(types.resources);
const all = resources.flatMap(([type, { properties }]) =>
  Object.entries(properties).map(([name, of]) => ({ title: `${type} ${name}`, type, name, of })),
);

describe("CloudFormation's specification of types", () => {
  it('is generated from the current specification', () => {
    const file = new URL('../generated/property-types.ts', import.meta.url);
    expect(readFileSync(file, 'utf8')).toBe(specifiedTypesSource());
  });
});

describe('a resource', () => {
  it.each(resources)('%s is accepted with values of the specified types', (type, specified) => {
    fc.assert(
      fc.property(object(specified, 3), (properties) => {
        expect(typeProblem(type, properties)).toBeUndefined();
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  it.each(all)('$title is refused if it has another type', ({ type, name, of }) => {
    const [given = {}] = fc.sample(object(types.resources[type], 0), {
      seed: 2,
      numRuns: 1,
    });
    for (const value of wrong(of)) {
      expect(typeProblem(type, { ...given, [name]: value })?.path[0]).toBe(name);
    }
  });

  it.each(resources)('%s is refused without a required property', (type, { required }) => {
    const [given = {}] = fc.sample(object(types.resources[type], 0), {
      seed: 3,
      numRuns: 1,
    });
    for (const name of required) {
      expect(typeProblem(type, { ...given, [name]: undefined })).toEqual({
        path: [name],
        problem: 'it is required',
      });
    }
  });
});

describe('parseProperties', () => {
  it.each([
    [{ Tags: 5 }, 'Property Tags of Bucket (AWS::S3::Bucket) is invalid: expected a list, got 5.'],
    [
      { Tags: [{ Key: 'a' }] },
      'Property Tags.0 of Bucket (AWS::S3::Bucket) is invalid: expected a tag with Key and Value, got an object.',
    ],
    [
      { VersioningConfiguration: 'on' },
      'Property VersioningConfiguration of Bucket (AWS::S3::Bucket) is invalid: expected an object, got "on".',
    ],
    [
      { VersioningConfiguration: { Status: 'On' } },
      'Property VersioningConfiguration.Status of Bucket (AWS::S3::Bucket) is invalid: expected Enabled or Suspended, got "On".',
    ],
    [
      { VersioningConfiguration: { Sttaus: 'Enabled' } },
      'Property VersioningConfiguration.Status of Bucket (AWS::S3::Bucket) is invalid: it is required.',
    ],
  ])('refuses %j of an inert property', (properties, message) => {
    expect(() => parseProperties(bucket, { logicalId: 'Bucket', properties })).toThrow(message);
  });
});
