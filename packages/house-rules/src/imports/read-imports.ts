import { parse } from '@babel/parser';

/** An import as it is written in a file; `line` counts from 1. */
export type WrittenImport = { specifier: string; line: number };

type Token = {
  type: { label?: string } | string;
  value?: unknown;
  loc: { start: { line: number } };
};

const labelOf = (token: Token | undefined): string => {
  const type = token?.type;
  return typeof type === 'object' ? (type.label ?? '') : (type ?? '');
};

/** `from '…'`, `import '…'` and `import('…')`, the last also as a type. */
const isSpecifier = (tokens: Token[], index: number): boolean => {
  const before = tokens[index - 1];
  return (
    before?.value === 'from' ||
    before?.value === 'import' ||
    (labelOf(before) === '(' && tokens[index - 2]?.value === 'import')
  );
};

/** Reads the imports and re-exports of a script, type imports included. */
export const readImports = (file: string, text: string): WrittenImport[] => {
  const { tokens: all } = parse(text, {
    sourceType: 'module',
    errorRecovery: true,
    tokens: true,
    plugins: file.endsWith('.ts') ? ['typescript'] : ['typescript', 'jsx'],
  });
  const tokens = ((all ?? []) as Token[]).filter((token) => !labelOf(token).startsWith('Comment'));
  return tokens.flatMap((token, index) =>
    labelOf(token) === 'string' && isSpecifier(tokens, index)
      ? [{ specifier: String(token.value), line: token.loc.start.line }]
      : [],
  );
};
