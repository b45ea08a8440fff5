/** Replaces code in masked text. It is neither a word character nor white space, so that no phrase crosses it. */
export const codeMark = '\u0001';

/** A part of a file that people read; offsets into the file, the end exclusive. */
export type ProseRange = { readonly start: number; readonly end: number };

/**
 * Keeps the given ranges of a text and replaces the rest with `codeMark`. White space stays everywhere.
 * Offsets and line numbers in the result are those of the text.
 */
export const maskCode = (text: string, ranges: ProseRange[]): string => {
  const parts: string[] = [];
  let end = 0;
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    parts.push(text.slice(end, range.start).replace(/\S/g, codeMark));
    parts.push(text.slice(range.start, range.end));
    end = range.end;
  }
  parts.push(text.slice(end).replace(/\S/g, codeMark));
  return parts.join('');
};

/** Replaces every match of a pattern with `codeMark`. White space stays. */
export const maskMatches = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (match) => match.replace(/\S/g, codeMark));

/** Replaces every match of a pattern with spaces. Line ends stay. */
export const blankOut = (text: string, pattern: RegExp): string =>
  text.replace(pattern, (match) => match.replace(/[^\n]/g, ' '));

/** `blankOut` inside given ranges, each with its own pattern. */
export const blankRanges = (
  text: string,
  blanks: { range: ProseRange; pattern: RegExp }[],
): string => {
  let result = text;
  for (const { range, pattern } of blanks) {
    const blanked = blankOut(text.slice(range.start, range.end), pattern);
    result = result.slice(0, range.start) + blanked + result.slice(range.end);
  }
  return result;
};
