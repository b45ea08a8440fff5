import { describe, expect, it } from '@jest/globals';
import { findFolderPairs } from './folder-pairs.ts';

const edges = (...imports: [from: string, to: string][]) =>
  imports.map(([from, to]) => ({ from, to, line: 1 }));

const foldersIn = (...imports: [from: string, to: string][]) =>
  findFolderPairs(edges(...imports)).map(({ folders }) => folders);

describe('findFolderPairs', () => {
  it('finds two folders that import each other, with one import of each', () => {
    const [there, back] = edges(['p/a/x.ts', 'p/b/y.ts'], ['p/b/z.ts', 'p/a/w.ts']);
    expect(findFolderPairs([there, back].filter((edge) => edge !== undefined))).toEqual([
      { folders: ['p/a', 'p/b'], imports: [there, back] },
    ]);
  });

  it('finds them through files of their subfolders', () => {
    expect(foldersIn(['p/a/c/x.ts', 'p/b/d/y.ts'], ['p/b/z.ts', 'p/a/w.ts'])).toEqual([
      ['p/a', 'p/b'],
    ]);
  });

  it('finds workspaces that import each other', () => {
    expect(foldersIn(['p/a/src/x.ts', 'p/b/src/y.ts'], ['p/b/src/z.ts', 'p/a/src/w.ts'])).toEqual([
      ['p/a', 'p/b'],
    ]);
  });

  it.each<[string, [string, string][]]>([
    [
      'an import in one direction',
      [
        ['p/a/x.ts', 'p/b/y.ts'],
        ['p/a/z.ts', 'p/b/w.ts'],
      ],
    ],
    [
      'a folder and its own subfolder',
      [
        ['p/a/x.ts', 'p/a/b/y.ts'],
        ['p/a/b/y.ts', 'p/a/z.ts'],
      ],
    ],
    [
      'files of one folder',
      [
        ['p/a/x.ts', 'p/a/y.ts'],
        ['p/a/y.ts', 'p/a/z.ts'],
      ],
    ],
    [
      'three folders in a row',
      [
        ['p/a/x.ts', 'p/b/y.ts'],
        ['p/b/y.ts', 'p/c/z.ts'],
      ],
    ],
  ])('accepts %s', (_, imports) => {
    expect(foldersIn(...imports)).toEqual([]);
  });
});
