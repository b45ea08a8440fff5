import { describe, expect, it } from '@jest/globals';
import {
  compareWithSpecification,
  specificationOf,
} from '../testing/deployment/compare-with-specification.ts';
import { seededAccount } from './account.ts';
import { services } from './services.ts';

const types = services.flatMap((service) => service.types).map((one) => [one.type, one] as const);

describe('a resource type', () => {
  it.each(types)('%s lists every property of its CloudFormation schema', (_name, type) => {
    const { unknown, unlisted } = compareWithSpecification(type);
    expect({ unknown, unlisted }).toEqual({ unknown: [], unlisted: [] });
  });

  it.each(types)('%s has only attributes of its CloudFormation schema', (name, type) => {
    const properties = { Name: 'name', GenerateSecret: true, SecretId: 'secret' };
    const context = { logicalId: 'Resource', account: seededAccount, stackName: 'stack' };
    const { attributes } = type.identify(properties, context);
    expect(Object.keys(specificationOf(name).attributes)).toEqual(
      expect.arrayContaining(Object.keys(attributes)),
    );
  });
});
