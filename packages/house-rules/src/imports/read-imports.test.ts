import { describe, expect, it } from '@jest/globals';
import { readImports } from './read-imports.ts';

const specifiers = (text: string, file = 'a.ts') =>
  readImports(file, text).map(({ specifier }) => specifier);

describe('readImports', () => {
  it.each([
    ['a named import', "import { a } from './a.ts';"],
    ['a type import', "import type { A } from './a.ts';"],
    ['an import without names', "import './a.ts';"],
    ['a re-export', "export { a } from './a.ts';"],
    ['a dynamic import', "const a = await import('./a.ts');"],
    ['a type of an import', "type A = import('./a.ts').A;"],
  ])('reads %s', (_, text) => {
    expect(specifiers(text)).toEqual(['./a.ts']);
  });

  it.each([
    ['a string', "const a = 'from ./a.ts';"],
    ['a comment', "// import { a } from './a.ts';"],
    ['another call', "load('./a.ts');"],
    ['an import of a variable', 'const a = await import(name);'],
  ])('leaves out %s', (_, text) => {
    expect(specifiers(text)).toEqual([]);
  });

  it('reads scripts with JSX, and says the line', () => {
    expect(readImports('a.tsx', "\nimport { a } from './a.tsx';\nconst b = <p>it's</p>;")).toEqual([
      { specifier: './a.tsx', line: 2 },
    ]);
  });

  it('names a file that cannot be parsed', () => {
    expect(() => readImports('a.ts', 'const = 1;')).toThrow('a.ts cannot be parsed.');
  });
});
