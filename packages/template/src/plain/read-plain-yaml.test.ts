import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { linesOf, readWithLibrary } from '../../testing/library-yaml.ts';
import { readPlainYaml } from './read-plain-yaml.ts';

const folder = join(import.meta.dirname, '../../../doctor/fixtures');
const files = readdirSync(folder).filter((file) => file.endsWith('.yml'));
const templates = files.map((file) => readFileSync(join(folder, file), 'utf8'));

/** Compares with the library if the plain reader reads the text. Returns whether it does. */
const agrees = (text: string): boolean => {
  const plain = readPlainYaml(text);
  if (plain === undefined) return false;
  const library = readWithLibrary(text);
  // As text, so that the order of the keys is compared.
  expect(JSON.stringify(plain.root.value)).toBe(JSON.stringify(library.value));
  expect(linesOf(plain.root)).toEqual(linesOf(library.root));
  return true;
};

/** Everything that the reader supports, and the forms around it. */
const sample = `# comment
A: text # comment
'B C': "é\\n\\u00e9"
D:
- 1
- - -2
  - .5
- E: true
  F: ~
-
  G: 'it''s'
H: !Sub
  - one
  - { I: [ !Ref J, "k" ], 'L': null, M: 1e3 }
N: !If
- [ yes,
    no, # comment
  ]
O: |

  if x:
      y # text

  z
P: >-
  one
  two

  three
    four
Q: several
  lines

  of text
R: 'several
  lines'
S:
  below the key
T:
200: !GetAtt U.Arn
V: !Sub |-
  \${W}
`;

/** Lines and signs that give YAML another meaning. */
const piece = fc.constantFrom(
  ' ',
  '  ',
  '\n',
  '- ',
  ': ',
  ':',
  '#',
  ' #',
  '"',
  "'",
  '|',
  '>',
  '|-',
  '>+',
  '|2',
  '!Sub ',
  '!Ref\n',
  '!',
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a ',
  '*a',
  '<<: ',
  '\\',
  '%',
  '---\n',
  '...\n',
  '?',
  '~',
  '0x1',
  '0o7',
  '1_0',
  '.inf',
  '-',
  '\t',
  '\n\n',
  '\n    ',
  '@',
  '\r\n',
  '\u0007',
  '\u2028',
  'A: 1\n',
  '__proto__: 1\n',
  '\n#x\n',
  '   \n',
);

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.nat(3),
  added: fc.oneof(piece, fc.constant('')),
});

const excerpt = fc.record({
  text: fc.constantFrom(sample, ...templates),
  from: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.integer({ min: 3, max: 30 }),
});

/** Lines of a text, without their common indentation. */
const linesIn = ({ text, from, count }: { text: string; from: number; count: number }) => {
  const lines = text.split('\n');
  const chosen = lines.slice(Math.floor(from * lines.length)).slice(0, count);
  const indent = chosen[0]?.search(/\S|$/) ?? 0;
  return chosen.map((line) => line.slice(Math.min(indent, line.search(/\S|$/)))).join('\n');
};

describe('readPlainYaml', () => {
  it('reads what the YAML library reads, with the same lines', () => {
    expect(agrees(sample)).toBe(true);
    expect(agrees(sample.replaceAll('\n', '\r\n'))).toBe(true);
    expect(agrees(`---\n${sample}`)).toBe(true);
  });

  it('reads every template of the doctor that repeats no key', () => {
    expect(files.length).toBeGreaterThan(50);
    const left = files.filter((_, index) => !agrees(templates[index] ?? ''));
    expect(left).toEqual(['key-repeated.bad.yml']);
  });

  it.each([
    ['nothing', ''],
    ['a scalar', 'text'],
    ['a list', '- a'],
    ['a repeated key', 'A: 1\nA: 2'],
    ['an anchor', 'A: &a 1'],
    ['an alias', 'A: *a'],
    ['a merged map', '<<: { A: 1 }'],
    ['a second document', 'A: 1\n---\nA: 1'],
    ['a directive', '%YAML 1.1\n---\nA: 1'],
    ['a key of several lines', '? A\n: 1'],
    ['a tab', 'A:\t1'],
    ['an outdented line', 'A:\n  B: [\n  1]'],
    ['another indentation', 'A:\n  B: 1\n C: 1'],
    ['no end', 'A: "x'],
    ['a key inside a scalar', 'A: b: c'],
    ['an empty key', 'A: 1\n: 2'],
    ['two tags', '!A\n!B\nC: 1'],
    ['two tags of a value', 'A: !B\n  !C\n  D: 1'],
    ['two tags of an item', 'A:\n  - !B\n    !C\n    - 1'],
    ['a tag above a tagged key', 'A: !B\n  !C D: 1'],
    ['a space that is text for YAML', 'A\u00a0: b\u2003'],
    ['deep nesting', `A: ${'['.repeat(150)}${']'.repeat(150)}`],
  ])('leaves %s to the YAML library', (_, text) => {
    expect(readPlainYaml(text)).toBeUndefined();
  });

  it('reads no changed text otherwise than the YAML library, and none that is not valid', () => {
    let count = 0;
    fc.assert(
      fc.property(excerpt, fc.array(edit, { maxLength: 3 }), (chosen, edits) => {
        const text = edits.reduce((before, { at, removed, added }) => {
          const begin = Math.floor(at * (before.length + 1));
          return before.slice(0, begin) + added + before.slice(begin + removed);
        }, linesIn(chosen));
        if (agrees(text)) count += 1;
      }),
      { seed: 1, numRuns: 2_000 },
    );
    expect(count).toBeGreaterThan(400);
  });
});
