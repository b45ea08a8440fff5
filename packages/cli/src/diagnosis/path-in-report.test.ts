import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { pathInReport } from './path-in-report.ts';

const root = join(import.meta.dirname, 'checkout');
const folder = join(root, 'infrastructure');

describe('pathInReport', () => {
  it.each([
    ['template.yml', 'infrastructure/template.yml'],
    ['./template.yml', 'infrastructure/template.yml'],
    ['../other/..template.yml', 'other/..template.yml'],
    [join(root, 'a/template.yml'), 'a/template.yml'],
  ])('gives %s from the root of the checkout', (path, shown) => {
    expect(pathInReport(path, { root, folder })).toBe(shown);
  });

  it.each(['', undefined, join(root, 'elsewhere')])(
    'starts at the current folder when the root is %j',
    (other) => {
      expect(pathInReport('a/../b/template.yml', { root: other, folder })).toBe('b/template.yml');
    },
  );

  it('keeps the absolute path of a file outside', () => {
    const outside = join(root, '../template.yml');
    expect(pathInReport(outside, { root, folder })).toBe(outside);
  });
});
