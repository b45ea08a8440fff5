/** Longest text that is formatted, in UTF-16 code units. */
const maxLength = 200_000;
/** The parser compares the marks of a text with each other, so its time grows with the square of their number. */
const maxMarks = 3_000;
/** Lists and quotes inside each other, at the start of one line. */
const maxContainers = 20;
/** On all lines. The parser opens and closes them for each line. */
const maxContainersOfText = 2_000;
/** Deep enough for code. Each two columns can be another list inside a list. */
const maxIndentation = 100;
const maxColumns = 100;
/** The parser fills each short row of a table up to the columns of its head. */
const maxCells = 15_000;
/** Each reference to a definition gets the address and the title of the definition. */
const maxReferredLength = 5_000_000;

const mark = /[^\p{L}\p{N}\p{M} \t|,/'"()-]/gu;
const indented = new RegExp(`^[ \\t]{${maxIndentation}}`);
const lineStart = /^[ \t>*+\-\d.)]*/;
const container = />|(?:[-+*]|\d[.)])(?=[ \t]|$)/g;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Whether definitions such as `[a]: https://example.com` are too long for the number of brackets that can refer to them. */
const refersTooMuch = (text: string): boolean =>
  text.includes(']:') && countOf(text, /\]/g) * text.length > maxReferredLength;

/**
 * Whether a text from a model can be formatted in a short time. A text of a few kilobytes can otherwise block the page for
 * minutes, or become a table with millions of cells. No answer that a person would read comes near these limits.
 */
export const isFormattable = (text: string): boolean => {
  if (text.length > maxLength || countOf(text, mark) > maxMarks) return false;
  if (refersTooMuch(text)) return false;
  let columns = 0;
  let rows = 0;
  let containers = 0;
  for (const line of text.split('\n')) {
    const [start = ''] = lineStart.exec(line) ?? [];
    const added = countOf(start, container);
    containers += added;
    if (indented.test(line) || added > maxContainers || containers > maxContainersOfText) {
      return false;
    }
    columns = Math.max(columns, countOf(line, /\|/g));
    // Every line below the head of a table is a row, also one without a bar.
    rows += 1;
  }
  return columns <= maxColumns && (columns === 0 || columns * rows <= maxCells);
};
