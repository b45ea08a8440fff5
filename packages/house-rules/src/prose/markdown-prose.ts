import { blankOut, codeMark } from './mask.ts';

const inlineCode = /(?<!`)(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g;

/** Masks inline code, and turns table borders into code. Everything else in Markdown is text. */
export const markdownProse = (text: string): string =>
  blankOut(text, /^[ \t]*>+/gm)
    .replace(inlineCode, (code) => code.replace(/\S/g, codeMark))
    .replaceAll('|', codeMark);
