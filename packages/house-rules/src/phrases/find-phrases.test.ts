import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { findPhrases } from './find-phrases.ts';
import { phrases } from './phrases.ts';

type Example = { readonly refused: string[]; readonly silent: string[] };
const examples: Record<string, Example> = JSON.parse(
  readFileSync(new URL('./examples.json', import.meta.url), 'utf8'),
);

const wrapped = (sentence: string, leader: string): string =>
  sentence.split(' ').join(`\n${leader}`);

/** One sentence in every kind of place that people read; `on` is the line of its first word. */
const places: [name: string, file: string, text: (sentence: string) => string, on: number][] = [
  ['a line comment', 'a.ts', (text) => `const a = 1; // ${text}\n`, 1],
  ['line comments', 'a.ts', (text) => `\n  // ${wrapped(text, '  // ')}\n`, 2],
  ['a doc comment', 'a.mjs', (text) => `/**\n * ${wrapped(text, ' * ')}\n */`, 2],
  ['a string', 'a.ts', (text) => `const a = "${text}";`, 1],
  ['added strings', 'a.ts', (text) => `const a =\n  "${text.split(' ').join(' " +\n  "')}";`, 2],
  ['an escaped text', 'a.cjs', (text) => `const a = '\\n${text.replaceAll("'", "\\'")}\\n';`, 1],
  ['a template', 'a.ts', (text) => `const a = \`\${b} ${text} \${c}\`;`, 1],
  ['a test name', 'a.test.ts', (text) => `it(\`${text}\`, () => {});`, 1],
  ['JSX text', 'a.tsx', (text) => `const a = <p>\n  ${text}</p>;`, 2],
  ['a JSX attribute', 'a.tsx', (text) => `const a = <p title="${text}" />;`, 1],
  ['Markdown', 'a.md', (text) => `# Title\n\n${wrapped(text, '')}\n`, 3],
  ['a Markdown quotation', 'a.md', (text) => `> ${wrapped(text, '> ')}\n`, 1],
  ['a Markdown table', 'a.md', (text) => `| a | ${text} |\n`, 1],
  ['YAML comments', 'a.yml', (text) => `a:\n  # ${wrapped(text, '  # ')}\n  b: 1\n`, 2],
  ['a plain YAML text', 'a.yml', (text) => `a: !Sub ${text}\n`, 1],
  ['a quoted YAML text', 'a.yaml', (text) => `a: "${text}"\n`, 1],
  ['a YAML block', 'a.yaml', (text) => `a: |\n  ${text}\n`, 2],
];

/** `${` begins an expression in a script, and a backtick ends a template. */
const fits = (sentence: string, place: string): boolean =>
  (place === 'a template' || !sentence.includes('${')) &&
  (place.includes('Markdown') || !sentence.includes('`'));

const examplesIn = (place: string, kind: keyof Example) =>
  Object.entries(examples).flatMap(([name, example]) =>
    example[kind]
      .filter((sentence) => fits(sentence, place))
      .map((sentence) => ({ name, sentence })),
  );

describe('findPhrases', () => {
  it('has examples for every phrase', () => {
    expect(Object.keys(examples)).toEqual(phrases.map(({ name }) => name));
  });

  it.each(places)('refuses every phrase in %s, at its line', (...row) => {
    const [place, file, textOf, firstLine] = row;
    for (const { name, sentence } of examplesIn(place, 'refused')) {
      const text = textOf(sentence);
      const [found] = findPhrases(file, text);
      const { instead } = phrases.find((phrase) => phrase.name === name) ?? {};
      expect({ sentence, instead: found?.instead }).toEqual({ sentence, instead });
      expect(found?.line).toBeGreaterThanOrEqual(firstLine);
      expect(text.split('\n')[(found?.line ?? 0) - 1]).toContain(found?.found.split(' ')[0]);
    }
  });

  it.each(places)('accepts sentences without a phrase in %s', (place, file, textOf) => {
    for (const { sentence } of examplesIn(place, 'silent')) {
      expect({ sentence, found: findPhrases(file, textOf(sentence)) }).toEqual({
        sentence,
        found: [],
      });
    }
  });

  it.each([
    ['an identifier', 'a.ts', 'const alone = whoever.stands(anew);'],
    ['a property', 'a.ts', 'const a = { takes: brings };'],
    [
      'a key or a path',
      'a.ts',
      "import { a } from './alone.ts'; const b = { 'takes-it': 'anew' };",
    ],
    ['a regular expression', 'a.ts', 'const a = /may not stands/;'],
    ['an expression in a template', 'a.ts', 'const a = `one ${takes} two ${it.stands}`;'],
    ['words around an expression', 'a.ts', 'const a = `it may ${b} not`;'],
    ['words in two strings', 'a.ts', "const a = ['it may ', ' not this'];"],
    ['a JSX expression', 'a.tsx', 'const a = <p title={takes}>one {anew} two</p>;'],
    ['inline code', 'a.md', 'The property `takes` and ``may not``.'],
    ['a web address', 'a.ts', "const a = 'See https://example.com/takes/alone for more';"],
    ['a web address in Markdown', 'a.md', 'See <https://example.com/takes> now.'],
    ['the target of a link', 'a.md', 'See [the list](docs/takes.md) now.'],
    ['two table cells', 'a.md', '| it may | not so |'],
    ['a YAML key or name', 'a.yml', 'takes: anew\nalone:\n  - whoever\n'],
    ['another kind of file', 'a.json', '{ "a": "It takes IAM." }'],
    ['a generated file', 'a/generated/a.ts', '// It takes IAM.'],
    ['a fixture', 'a/fixtures/a.yml', '# It takes IAM.'],
    ['the lock file', 'pnpm-lock.yaml', '# It takes IAM.'],
  ])('skips %s', (_, file, text) => {
    expect(findPhrases(file, text)).toEqual([]);
  });

  it('reports each phrase with its line, what to write, and the words around it', () => {
    expect(findPhrases('a.md', 'One.\n\nIt takes IAM, and it\nmay not fail.\n')).toEqual([
      {
        file: 'a.md',
        line: 3,
        found: 'takes',
        instead: 'accepts, has, uses',
        context: 'One. It takes IAM, and it may not fail.',
        at: 8,
      },
      {
        file: 'a.md',
        line: 4,
        found: 'may not',
        instead: 'is not allowed to, must not, cannot',
        context: 'One. It takes IAM, and it may not fail.',
        at: 26,
      },
    ]);
  });

  it.each([
    ['a string', 'a.ts', "it('lets a caller in', f)", 'lets a caller in'],
    ['a string before a comma', 'a.ts', "it('streams from the first event on', f)", 'from the'],
    ['a line comment', 'a.ts', '// lets a caller in\nf();', 'lets a caller in'],
    ['a doc comment', 'a.ts', '/** The values that it takes */\nf();', 'takes'],
    ['a JSX element of one word', 'a.tsx', 'const a = <p>It <b>takes</b> IAM</p>;', 'takes'],
    ['a comment after a regular expression', 'a.ts', 'const a = /[/*"]/; // takes IAM', 'takes'],
    ['a template in a template', 'a.ts', 'const a = `${b ? `it takes IAM` : c}`;', 'takes'],
    ['a folded YAML block', 'a.yml', 'a: >-\n  It may\n  not fail\nb: 1\n', 'may not'],
    ['a comment in a Markdown code block', 'a.md', '```ts\n// takes IAM\n```\n', 'takes'],
  ])('finds a phrase in %s', (...[, file, text, start]) => {
    expect(findPhrases(file, text).map(({ found }) => found)).toEqual([
      expect.stringContaining(start),
    ]);
  });

  it('reports a phrase once if two patterns match it', () => {
    expect(findPhrases('a.md', 'They are let in.')).toHaveLength(1);
  });
});
