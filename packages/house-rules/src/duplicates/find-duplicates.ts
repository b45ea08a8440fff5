/** A file with its text. */
export type SourceFile = { readonly file: string; readonly text: string };

/** The same lines in two places; each place is `file:line` of the first line. */
export type Duplicate = [string, string];

type Line = { readonly text: string; readonly number: number };

const isCode = ({ text }: Line): boolean =>
  text !== '' && !/^(?:import\b|\/\/|\*|\/\*|\} from )/.test(text);

const codeLines = (text: string): Line[] =>
  text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter(isCode);

/**
 * Finds runs of equal lines of code. It ignores imports, comments, blank lines and indentation.
 * @param length the minimum number of lines in a run
 */
export const findDuplicates = (sources: SourceFile[], length: number): Duplicate[] => {
  const known = new Map<string, string>();
  return sources.flatMap(({ file, text }) => {
    const lines = codeLines(text);
    const duplicates: Duplicate[] = [];
    let next = 0;
    for (let start = 0; start + length <= lines.length; start += 1) {
      const run = lines.slice(start, start + length);
      const key = run.map((line) => line.text).join('\n');
      const place = `${file}:${run[0]?.number}`;
      const earlier = known.get(key);
      if (earlier === undefined) {
        known.set(key, place);
      } else if (start >= next) {
        duplicates.push([earlier, place]);
        next = start + length;
      }
    }
    return duplicates;
  });
};
