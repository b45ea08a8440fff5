import { parseScript, type Token } from '../script/parse-script.ts';

/** An import as it is written in a file; `line` counts from 1. */
export type WrittenImport = { readonly specifier: string; readonly line: number };

/** `from '…'`, `import '…'` and `import('…')`, the last also as a type. */
const isSpecifier = (tokens: Token[], index: number): boolean => {
  const before = tokens[index - 1];
  return (
    before?.value === 'from' ||
    before?.value === 'import' ||
    (before?.label === '(' && tokens[index - 2]?.value === 'import')
  );
};

/** Reads the imports and re-exports of a script, including type imports. */
export const readImports = (file: string, text: string): WrittenImport[] => {
  const { tokens } = parseScript(file, text);
  return tokens.flatMap(({ label, value, line }, index) =>
    label === 'string' && isSpecifier(tokens, index) ? [{ specifier: String(value), line }] : [],
  );
};
