/** In expected output, stands for any text within a line. A line with nothing else stands for any lines. */
const placeholder = '…';

/** Whether a command printed the expected output. Blank lines at its start and end do not count. */
export const matchesOutput = (expected: string, actual: string): boolean =>
  linesMatch(linesOf(expected), linesOf(actual));

const linesOf = (text: string): readonly string[] =>
  text
    .replace(/^(?:[ \t]*\n)+/, '')
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());

const linesMatch = (
  [expected, ...expectedRest]: readonly string[],
  actual: readonly string[],
): boolean => {
  if (expected === undefined) return actual.length === 0;
  if (expected.trim() === placeholder) {
    return Array.from({ length: actual.length + 1 }, (_, skipped) => skipped).some((skipped) =>
      linesMatch(expectedRest, actual.slice(skipped)),
    );
  }
  const [line, ...actualRest] = actual;
  return line !== undefined && lineMatches(expected, line) && linesMatch(expectedRest, actualRest);
};

const lineMatches = (expected: string, actual: string): boolean => {
  const parts = expected
    .split(placeholder)
    .map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`).test(actual);
};
