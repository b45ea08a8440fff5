import { describe, expect, test } from '@jest/globals';
import { oncePerObject } from './once-per-object.ts';

describe('oncePerObject', () => {
  test('computes once for each object, also if the result is undefined', () => {
    const asked: string[] = [];
    const shortName = oncePerObject(({ name }: { readonly name: string }) => {
      asked.push(name);
      return name.length < 3 ? name : undefined;
    });
    const [short, long] = [{ name: 'Al' }, { name: 'Alexandra' }];
    expect([short, long, short, long].map(shortName)).toEqual(['Al', undefined, 'Al', undefined]);
    expect(asked).toEqual(['Al', 'Alexandra']);
  });

  test('computes again for an equal object', () => {
    let computed = 0;
    const count = oncePerObject(() => {
      computed += 1;
      return computed;
    });
    expect([count({}), count({})]).toEqual([1, 2]);
  });
});
