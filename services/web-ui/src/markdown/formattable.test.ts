import { plannedAnswer, repeatedAnswer } from '@hopwise/local-stack/testing/hostile-answers';
import { describe, expect, it } from '@jest/globals';
import { isFormattable } from './formattable.ts';

const table = (columns: number, rows: number): string =>
  [
    '| x '.repeat(columns),
    '| - '.repeat(columns),
    ...Array.from({ length: rows - 2 }, () => '| 1 '.repeat(columns)),
  ].join('\n');

describe('isFormattable', () => {
  it.each<[string, string]>([
    ['no text', ''],
    ['an answer with hostile findings', plannedAnswer],
    ['an answer that repeats hostile findings', repeatedAnswer],
    ['a long text', 'A sentence of an answer, as people write it. '.repeat(2_000)],
    ['a list in lists', '- a\n  - b\n    - c\n      - d\n'],
    ['a quote in a list', '1. > - a\n   > - b\n'],
    ['indented code', `\`\`\`json\n${' '.repeat(60)}{"a": 1}\n\`\`\`\n`],
    ['a long table', table(10, 200)],
    ['a rule', '- '.repeat(20)],
    ['a long list', '- an item of the list\n'.repeat(1_000)],
    ['footnotes', `${'A sentence.[^1] '.repeat(100)}\n\n[^1]: https://example.com/\n`],
  ])('accepts %s', (_name, text) => expect(isFormattable(text)).toBe(true));

  it.each<[string, string]>([
    ['emphasis that never ends', '*a_ '.repeat(2_000)],
    ['brackets', '['.repeat(4_000)],
    ['backticks', '`a'.repeat(4_000)],
    ['lines', 'a\n'.repeat(4_000)],
    ['paragraphs', 'a\n\n'.repeat(2_000)],
    ['a quote in quotes', `${'> '.repeat(200)}a`],
    ['a list in lists on one line', '1. '.repeat(200)],
    ['a list in lists on many lines', `${'  '.repeat(200)}- a`],
    ['lists in lists on each line', `${'- '.repeat(19)}a\n`.repeat(200)],
    ['numbered lists in lists on each line', `${'1) '.repeat(19)}a\n`.repeat(200)],
    ['references to a long address', `[a]: ${'b'.repeat(20_000)}\n\n${'[a] '.repeat(1_000)}`],
    ['references to a long title', `[a]: b "${'b '.repeat(10_000)}"\n\n${'[a] '.repeat(1_000)}`],
    ['a wide table', table(1_000, 3)],
    ['a table of short rows', `${'|a'.repeat(90)}\n${'|-'.repeat(90)}\n${'|\n'.repeat(900)}`],
    ['a text of a megabyte', 'a'.repeat(1_000_000)],
  ])('refuses %s', (_name, text) => expect(isFormattable(text)).toBe(false));
});
