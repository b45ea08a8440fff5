/**
 * Characters that act on a terminal or on the reader instead of being shown: control characters (C0 without tab and
 * newline, DEL, C1), line and paragraph separators, lone surrogates, marks that reorder text, and characters without a
 * width. The joiners U+200C and U+200D stay, because scripts and emoji need them and they reorder nothing.
 */
const acting =
  /(?!\r\n|[\t\n\u200C\u200D])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\u{115F}\u{1160}\u{3164}\u{FFA0}\u{E0000}-\u{E0FFF}]/gu;

const lineEnding = /[\t\r\n]/g;

/**
 * Makes untrusted text safe to print: every acting character becomes `\uXXXX`. The notation is JSON's, so
 * printable JSON still parses to the same value. Tabs and line endings stay.
 *
 * @see https://unicode.org/reports/tr36/ Unicode security considerations
 */
export const printable = (text: string): string => text.replace(acting, escaped);

/** The same for a text that must stay on its line: a tab or line ending becomes `\uXXXX`, too. */
export const printableLine = (text: string): string => printable(text).replace(lineEnding, escaped);

const escaped = (character: string): string =>
  character
    .split('')
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .join('');
