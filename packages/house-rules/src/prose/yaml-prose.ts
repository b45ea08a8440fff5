import { Lexer } from 'yaml';
import { blankRanges, maskCode, type ProseRange } from './mask.ts';

const scalarMark = '\u001f';
/** Marks of the lexer that are not characters of the file. */
const markers = new Set(['\u0002', '\u0018', scalarMark]);

/** Masks everything in a YAML file except its comments and its scalars with white space. */
export const yamlProse = (text: string): string => {
  const prose: ProseRange[] = [];
  let offset = 0;
  let previous = '';
  for (const lexeme of new Lexer().lex(text)) {
    const isText = previous === scalarMark || /^['"]/.test(lexeme);
    const range = { start: offset, end: offset + lexeme.length };
    if (lexeme.startsWith('#') || (isText && /\s/.test(lexeme))) {
      prose.push(range);
    }
    previous = lexeme;
    offset += markers.has(lexeme) ? 0 : lexeme.length;
  }
  const blanked = blankRanges(
    text,
    prose.map((range) => ({ range, pattern: /^#+|(?<=\n)\s*#+/g })),
  );
  return maskCode(blanked, prose);
};
