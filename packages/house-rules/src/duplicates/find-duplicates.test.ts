import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { isDevelopmentFile } from '../imports/test-support.ts';
import { listFiles } from '../repository/list-files.ts';
import { repositoryRoot } from '../repository/root.ts';
import { findDuplicates } from './find-duplicates.ts';

const lines = ['const a = 1;', 'const b = 2;', 'const c = 3;'];

describe('findDuplicates', () => {
  it('finds equal lines in two files, with comments and imports between them', () => {
    const other = `import d from 'd';\n\n  ${lines.join('\n  // A comment.\n\n  ')}`;
    const sources = [
      { file: 'a.ts', text: lines.join('\n') },
      { file: 'b.ts', text: other },
    ];
    expect(findDuplicates(sources, 3)).toEqual([['a.ts:1', 'b.ts:3']]);
    expect(findDuplicates(sources, 4)).toEqual([]);
  });

  it('reports a long run once per length', () => {
    const text = [...lines, 'const d = 4;'].join('\n');
    const sources = [
      { file: 'a.ts', text },
      { file: 'b.ts', text },
    ];
    expect(findDuplicates(sources, 3)).toEqual([['a.ts:1', 'b.ts:1']]);
  });
});

/** Packages that must not import each other repeat these lines. */
const isAllowed = (places: string[]): boolean =>
  places.some((place) => place.startsWith('packages/auth/src/errors/')) &&
  places.some((place) => place.startsWith('packages/contracts/src/codes/'));

describe('the sources of the repository', () => {
  it('do not repeat ten lines or more', () => {
    const sources = listFiles()
      .filter((file) => /\.tsx?$/.test(file) && !isDevelopmentFile(file))
      .filter((file) => !/\/(?:generated|fixtures)\//.test(file))
      .map((file) => ({ file, text: readFileSync(join(repositoryRoot, file), 'utf8') }));
    expect(sources.length).toBeGreaterThan(300);
    expect(findDuplicates(sources, 10).filter((places) => !isAllowed(places))).toEqual([]);
  });
});
