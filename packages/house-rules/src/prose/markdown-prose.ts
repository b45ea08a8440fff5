import { blankOut, maskMatches } from './mask.ts';

const inlineCode = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;
const linkTarget = /(?<=\])\([^()\s]+\)/g;

/**
 * Masks inline code, the targets of links, and the borders of tables. Everything else in Markdown is text, also code
 * blocks: they have comments.
 */
export const markdownProse = (text: string): string =>
  [inlineCode, linkTarget, /\|/g].reduce(maskMatches, blankOut(text, /^[ \t]*>+/gm));
