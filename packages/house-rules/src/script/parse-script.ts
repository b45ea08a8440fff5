import { parse } from '@babel/parser';

/** A token of a script. `label` is Babel's name of its kind; offsets count from the start of the file, lines from 1. */
export type Token = {
  readonly label: string;
  readonly value: unknown;
  readonly start: number;
  readonly end: number;
  readonly line: number;
};

/** A comment with its marks. */
export type Comment = { readonly start: number; readonly end: number };

type BabelToken = {
  type: { readonly label?: string } | string;
  value?: unknown;
  start: number;
  end: number;
  loc: { start: { line: number } };
};

const labelOf = ({ type }: BabelToken): string =>
  typeof type === 'string' ? type : (type.label ?? '');

/**
 * Reads the tokens and the comments of a TypeScript or JavaScript file.
 * @throws a `SyntaxError` that names the file
 */
export const parseScript = (
  file: string,
  text: string,
): { tokens: Token[]; comments: Comment[] } => {
  try {
    const ast = parse(text, {
      sourceType: 'unambiguous',
      errorRecovery: true,
      tokens: true,
      plugins: file.endsWith('.ts') ? ['typescript'] : ['typescript', 'jsx'],
    });
    const tokens = (ast.tokens ?? []) as BabelToken[];
    return {
      tokens: tokens
        .filter((token) => !labelOf(token).startsWith('Comment'))
        .map((token) => ({
          label: labelOf(token),
          value: token.value,
          start: token.start,
          end: token.end,
          line: token.loc.start.line,
        })),
      comments: (ast.comments ?? []).map(({ start, end }) => ({
        start: start ?? 0,
        end: end ?? 0,
      })),
    };
  } catch (cause) {
    throw new SyntaxError(`${file} cannot be parsed.`, { cause });
  }
};
