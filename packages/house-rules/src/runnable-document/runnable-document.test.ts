import { tmpdir } from 'node:os';
import { describe, expect, it } from '@jest/globals';
import { matchesOutput } from './matches-output.ts';
import { readBlocks } from './read-blocks.ts';
import { runBlocks } from './run-blocks.ts';

type Block = readonly [language: string, text: string];

const fenced = (...blocks: readonly Block[]): string =>
  blocks.map(([language, text]) => `Text.\n\n\`\`\`${language}\n${text}\n\`\`\`\n`).join('\n');

describe('the blocks of a document', () => {
  it('are commands with the output that follows', () => {
    const markdown = fenced(
      ['sh', 'echo 1\necho 2'],
      ['output', '1\n2'],
      ['yaml', 'a: b'],
      ['sh aws', 'aws sts get-caller-identity'],
      ['sh', 'true'],
    );
    expect(readBlocks(markdown)).toEqual([
      { line: 3, commands: 'echo 1\necho 2\n', output: '1\n2\n', local: true },
      { line: 23, commands: 'aws sts get-caller-identity\n', output: '', local: false },
      { line: 29, commands: 'true\n', output: '', local: true },
    ]);
  });

  it('cannot start with an output', () => {
    expect(() => readBlocks(fenced(['yaml', 'a: b'], ['output', '1']))).toThrow(
      'The output block in line 9 does not follow a block of commands.',
    );
  });
});

describe('the expected output', () => {
  it.each([
    ['one', '\none  \n\n', true],
    ['one', 'one\ntwo', false],
    ['', '', true],
    ['', 'one', false],
    ['id … of …', 'id 17 of 20', true],
    ['id …', 'id ', false],
    ['a.b', 'axb', false],
    ['one\n…\nfour', 'one\ntwo\nthree\nfour', true],
    ['one\n…\nfour', 'one\nfour', true],
    ['one\n…\nfour', 'one\ntwo', false],
    ['…\n  "a": …\n…', '{\n  "a": 1\n}', true],
  ])('%j and the output %j: %j', (expected, actual, matches) => {
    expect(matchesOutput(expected, actual)).toBe(matches);
  });
});

describe('the run of a document', () => {
  const run = async (...blocks: readonly Block[]) => {
    const results = await runBlocks(readBlocks(fenced(...blocks)), {
      directory: tmpdir(),
      environment: process.env,
    });
    return results.map(({ passed, printed }) => [passed, printed]);
  };

  it('keeps variables and functions between the blocks', async () => {
    expect(
      await run(
        ['sh', 'NAME=world\ngreet() { echo "hello $1"; }'],
        ['sh', 'greet "$NAME"'],
        ['output', 'hello world'],
      ),
    ).toEqual([
      [true, ''],
      [true, 'hello world\n'],
    ]);
  });

  it('fails for any other output, and for output that the document does not show', async () => {
    expect(
      await run(['sh', 'echo right'], ['output', 'wrong'], ['sh', 'echo loud >&2'], ['sh', 'true']),
    ).toEqual([
      [false, 'right\n'],
      [false, 'loud\n'],
      [true, ''],
    ]);
  });

  it('continues after a block that fails', async () => {
    const [broken, next] = await run(['sh', 'if'], ['sh', 'echo on'], ['output', 'on']);
    expect(broken).toEqual([false, expect.stringContaining('syntax error')]);
    expect(next).toEqual([true, 'on\n']);
  });

  it('fails for the blocks after a block that ends the session', async () => {
    expect(await run(['sh', 'exit 3'], ['sh', 'echo on'], ['output', 'on'])).toEqual([
      [true, ''],
      [false, ''],
    ]);
  });
});
